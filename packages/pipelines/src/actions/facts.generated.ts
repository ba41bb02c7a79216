// Made by scripts/refresh-action-facts.ts; do not edit. How to read it: facts.ts.
// Left out: files whose release is not known, descriptions, values of defaults, and what older releases of a major
// version had otherwise than its newest one.

export const INTERFACES: Readonly<Record<string, string>> = {
  "actions-rs/toolchain": `@ v1 node12
i toolchain target default= override= profile components
o rustc rustc_hash cargo rustup`,
  "actions/attest-build-provenance": `@ v1 composite
i subject-path subject-digest subject-name push-to-registry= show-summary= github-token=
o bundle-path
@ v2 composite
@ v3 composite
i subject-path subject-digest subject-name subject-checksums push-to-registry= show-summary= github-token=
o bundle-path attestation-id attestation-url
@ v4 composite
i subject-path subject-digest subject-name subject-checksums predicate-type predicate predicate-path push-to-registry= create-storage-record= show-summary= github-token=
o bundle-path attestation-id attestation-url storage-record-ids`,
  "actions/cache": `@ v1 node12
i path! key! restore-keys
o cache-hit
@ v2 node12
i path! key! restore-keys upload-chunk-size
o cache-hit
@ v3 node16
i path! key! restore-keys upload-chunk-size enableCrossOsArchive= fail-on-cache-miss= lookup-only=
o cache-hit
@ v4 node20
@ v5 node24
i path! key! restore-keys upload-chunk-size enableCrossOsArchive= fail-on-cache-miss= lookup-only= save-always=
d save-always save-always does not work as intended and will be removed in a future release. A separate \`actions/cache/restore\` step should be used instead. See https://github.com/actions/cache/tree/main/save#always-save-cache for more details.
o cache-hit`,
  "actions/cache/restore": `@ v3 node16
@ v4 node20
@ v5 node24
i path! key! restore-keys enableCrossOsArchive= fail-on-cache-miss= lookup-only=
o cache-hit cache-primary-key cache-matched-key`,
  "actions/cache/save": `@ v3 node16
@ v4 node20
@ v5 node24
i path! key! upload-chunk-size enableCrossOsArchive=
o`,
  "actions/checkout": `@ v1 -
i repository ref token clean= submodules lfs fetch-depth path
o
@ v2 node12
i repository= ref token= ssh-key ssh-known-hosts ssh-strict= persist-credentials= path clean= fetch-depth= lfs= submodules= set-safe-directory= allow-unsafe-pr-checkout=
o
@ v3 node16
i repository= ref token= ssh-key ssh-known-hosts ssh-strict= persist-credentials= path clean= sparse-checkout= sparse-checkout-cone-mode= fetch-depth= fetch-tags= lfs= submodules= set-safe-directory= github-server-url allow-unsafe-pr-checkout=
o
@ v4 node20
@ v5 node24
@ v6 node24
@ v7 node24
i repository= ref token= ssh-key ssh-known-hosts ssh-strict= ssh-user= persist-credentials= path clean= filter= sparse-checkout= sparse-checkout-cone-mode= fetch-depth= fetch-tags= show-progress= lfs= submodules= set-safe-directory= github-server-url allow-unsafe-pr-checkout=
o ref commit`,
  "actions/configure-pages": `@ v0 node16
i static_site_generator token!=
o base_url origin host base_path
@ v1 node16
@ v2 node16
@ v3 node16
@ v4 node20
@ v5 node20
i static_site_generator generator_config_file token!= enablement=
o base_url origin host base_path`,
  "actions/create-github-app-token": `@ v1 node20
i app-id app_id private-key private_key owner repositories skip-token-revoke skip_token_revoke github-api-url= permission-actions permission-administration permission-checks permission-codespaces permission-contents permission-dependabot-secrets permission-deployments permission-email-addresses permission-environments permission-followers permission-git-ssh-keys permission-gpg-keys permission-interaction-limits permission-issues permission-members permission-metadata permission-organization-administration permission-organization-announcement-banners permission-organization-copilot-seat-management permission-organization-custom-org-roles permission-organization-custom-properties permission-organization-custom-roles permission-organization-events permission-organization-hooks permission-organization-packages permission-organization-personal-access-token-requests permission-organization-personal-access-tokens permission-organization-plan permission-organization-projects permission-organization-secrets permission-organization-self-hosted-runners permission-organization-user-blocking permission-packages permission-pages permission-profile permission-pull-requests permission-repository-custom-properties permission-repository-hooks permission-repository-projects permission-secret-scanning-alerts permission-secrets permission-security-events permission-single-file permission-starring permission-statuses permission-team-discussions permission-vulnerability-alerts permission-workflows
d app_id 'app_id' is deprecated and will be removed in a future version. Use 'app-id' instead.
d private_key 'private_key' is deprecated and will be removed in a future version. Use 'private-key' instead.
d skip_token_revoke 'skip_token_revoke' is deprecated and will be removed in a future version. Use 'skip-token-revoke' instead.
o token installation-id app-slug
@ v2 node20
i app-id! private-key! owner repositories skip-token-revoke= github-api-url= permission-actions permission-administration permission-checks permission-codespaces permission-contents permission-custom-properties-for-organizations permission-dependabot-secrets permission-deployments permission-email-addresses permission-enterprise-custom-properties-for-organizations permission-environments permission-followers permission-git-ssh-keys permission-gpg-keys permission-interaction-limits permission-issues permission-members permission-metadata permission-organization-administration permission-organization-announcement-banners permission-organization-copilot-seat-management permission-organization-custom-org-roles permission-organization-custom-properties permission-organization-custom-roles permission-organization-events permission-organization-hooks permission-organization-packages permission-organization-personal-access-token-requests permission-organization-personal-access-tokens permission-organization-plan permission-organization-projects permission-organization-secrets permission-organization-self-hosted-runners permission-organization-user-blocking permission-packages permission-pages permission-profile permission-pull-requests permission-repository-custom-properties permission-repository-hooks permission-repository-projects permission-secret-scanning-alerts permission-secrets permission-security-events permission-single-file permission-starring permission-statuses permission-team-discussions permission-vulnerability-alerts permission-workflows
o token installation-id app-slug
@ v3 node24
i client-id app-id private-key! owner repositories skip-token-revoke= github-api-url= permission-actions permission-administration permission-artifact-metadata permission-attestations permission-checks permission-codespaces permission-contents permission-custom-properties-for-organizations permission-dependabot-secrets permission-deployments permission-discussions permission-email-addresses permission-enterprise-custom-properties-for-organizations permission-environments permission-followers permission-git-ssh-keys permission-gpg-keys permission-interaction-limits permission-issues permission-members permission-merge-queues permission-metadata permission-organization-administration permission-organization-announcement-banners permission-organization-copilot-seat-management permission-organization-custom-org-roles permission-organization-custom-properties permission-organization-custom-roles permission-organization-events permission-organization-hooks permission-organization-packages permission-organization-personal-access-token-requests permission-organization-personal-access-tokens permission-organization-plan permission-organization-projects permission-organization-secrets permission-organization-self-hosted-runners permission-organization-user-blocking permission-packages permission-pages permission-profile permission-pull-requests permission-repository-custom-properties permission-repository-hooks permission-repository-projects permission-secret-scanning-alerts permission-secrets permission-security-events permission-single-file permission-starring permission-statuses permission-team-discussions permission-vulnerability-alerts permission-workflows
d app-id Use 'client-id' instead.
o token installation-id app-slug`,
  "actions/dependency-review-action": `@ v1 node16
i repo-token=
o
@ v2 node16
i repo-token= fail-on-severity= fail-on-scopes= base-ref head-ref config-file allow-licenses deny-licenses allow-ghsas
o
@ v3 node16
i repo-token= fail-on-severity fail-on-scopes base-ref head-ref config-file allow-licenses deny-licenses allow-dependencies-licenses allow-ghsas external-repo-token license-check vulnerability-check comment-summary-in-pr deny-packages deny-groups retry-on-snapshot-warnings= retry-on-snapshot-warnings-timeout=
o
@ v4 node20
i repo-token= fail-on-severity fail-on-scopes base-ref head-ref config-file allow-licenses deny-licenses allow-dependencies-licenses allow-ghsas external-repo-token license-check vulnerability-check comment-summary-in-pr deny-packages deny-groups retry-on-snapshot-warnings retry-on-snapshot-warnings-timeout warn-only show-openssf-scorecard warn-on-openssf-scorecard-level show-patched-versions
o comment-content dependency-changes vulnerable-changes invalid-license-changes denied-changes`,
  "actions/deploy-pages": `@ v1 node16
i emit_telemetry= conclusion token!= timeout= error_count= reporting_interval= artifact_name= preview=
d emit_telemetry Use of this input causes the action to do nothing. You should remove this build step from your workflow.
d conclusion Use of this input does nothing as it was part of the deprecated \`emit_telemetry\` flow. You should remove this parameter from your workflow.
o page_url
@ v2 node16
@ v3 node20
@ v4 node20
@ v5 node24
i token!= timeout= error_count= reporting_interval= artifact_name= preview=
o page_url`,
  "actions/download-artifact": `@ v1 -
i name! path
o
@ v2 node12
@ v3 node16
i name path
o
@ v4 node20
@ v5 node20
@ v6 node20
@ v7 node24
i name artifact-ids path pattern merge-multiple= github-token repository= run-id=
o download-path
@ v8 node24
i name artifact-ids path pattern merge-multiple= github-token repository= run-id= skip-decompress= digest-mismatch=
o download-path`,
  "actions/github-script": `@ v1 node12
@ v2 node12
@ v3 node12
@ v4 node12
@ v5 node12
i script! github-token= debug= user-agent= previews result-encoding=
o result
@ v6 node16
i script! github-token= debug= user-agent= previews result-encoding= retries= retry-exempt-status-codes=
o result
@ v7 node20
@ v8 node24
i script! github-token= debug= user-agent= previews result-encoding= retries= retry-exempt-status-codes= base-url
o result`,
  "actions/labeler": `@ v2 node12
@ v3 node12
i repo-token configuration-path= sync-labels=
o
@ v4 node16
@ v5 node20
@ v6 node24
@ v7 node24
i repo-token= configuration-path= sync-labels= dot= pr-number
o new-labels all-labels`,
  "actions/setup-dotnet": `@ v1 node12
i dotnet-version source-url owner config-file include-prerelease
o
@ v2 node16
i dotnet-version global-json-file source-url owner config-file include-prerelease=
o
@ v3 node16
@ v4 node20
i dotnet-version dotnet-quality global-json-file source-url owner config-file cache= cache-dependency-path
o cache-hit dotnet-version
@ v5 node24
@ v6 node24
i dotnet-version dotnet-quality dotnet-channel global-json-file source-url owner config-file cache= cache-dependency-path workloads architecture
o cache-hit dotnet-version`,
  "actions/setup-go": `@ v1 node12
i go-version= version
d version The version property will not be supported after October 1, 2019. Use go-version instead
o
@ v2 node12
i go-version check-latest= stable= token=
o
@ v3 node16
@ v4 node16
@ v5 node20
i go-version go-version-file check-latest= token= cache= cache-dependency-path architecture
o go-version cache-hit
@ v6 node24
@ v7 node24
i go-version go-version-file check-latest= token= cache= cache-dependency-path architecture go-download-base-url
o go-version cache-hit`,
  "actions/setup-java": `@ v1 node12
i java-version! java-package= architecture= jdkFile server-id= server-username= server-password= settings-path gpg-private-key gpg-passphrase
o path version
@ v2 node12
i java-version! distribution! java-package= architecture= jdkFile check-latest= server-id= server-username= server-password= settings-path overwrite-settings= gpg-private-key gpg-passphrase cache job-status=
o distribution version path
@ v3 node16
i java-version java-version-file distribution! java-package= architecture jdkFile check-latest= server-id= server-username= server-password= settings-path overwrite-settings= gpg-private-key gpg-passphrase cache job-status= token= mvn-toolchain-id mvn-toolchain-vendor
o distribution version path cache-hit
@ v4 node20
i java-version java-version-file distribution! java-package= architecture jdkFile check-latest= server-id= server-username= server-password= settings-path overwrite-settings= gpg-private-key gpg-passphrase cache cache-dependency-path job-status= token= mvn-toolchain-id mvn-toolchain-vendor
o distribution version path cache-hit
@ v5 node24
i java-version java-version-file distribution java-package= architecture jdk-file jdkFile check-latest= set-default= verify-signature= verify-signature-public-key server-id= server-username= server-password= settings-path overwrite-settings= gpg-private-key= gpg-passphrase cache cache-dependency-path job-status= token= mvn-toolchain-id mvn-toolchain-vendor show-download-progress=
d jdkFile The \`jdkFile\` input is deprecated. Use \`jdk-file\` instead.
o distribution version path cache-hit cache-primary-key`,
  "actions/setup-node": `@ v1 node12
i always-auth= node-version= registry-url scope version
d version The version property will not be supported after October 1, 2019. Use node-version instead
o
@ v2 node12
i always-auth= node-version node-version-file architecture check-latest= registry-url scope token= cache cache-dependency-path version
d version The version property will not be supported after October 1, 2019. Use node-version instead
o cache-hit
@ v3 node16
i always-auth= node-version node-version-file architecture check-latest= registry-url scope token= cache cache-dependency-path
o cache-hit node-version
@ v4 node20
i always-auth= node-version node-version-file architecture check-latest= registry-url scope token= cache cache-dependency-path mirror mirror-token
o cache-hit node-version
@ v5 node24
i always-auth= node-version node-version-file architecture check-latest= registry-url scope token= cache package-manager-cache= cache-dependency-path mirror mirror-token
o cache-hit node-version
@ v6 node24
i node-version node-version-file architecture check-latest= registry-url scope token= cache package-manager-cache= cache-dependency-path mirror mirror-token
o cache-hit node-version
@ v7 node24
i node-version node-version-file architecture check-latest= registry-url scope token= cache package-manager-cache= cache-dependency-path mirror mirror-token
o cache-hit cache-primary-key cache-matched-key node-version`,
  "actions/setup-python": `@ v1 node12
i python-version= architecture=
o python-version
@ v2 node12
i python-version= cache architecture token= cache-dependency-path
o python-version
@ v3 node16
i python-version= cache architecture token= cache-dependency-path
o python-version cache-hit
@ v4 node16
i python-version python-version-file cache architecture check-latest= token= cache-dependency-path update-environment= allow-prereleases=
o python-version cache-hit python-path
@ v5 node20
i python-version python-version-file cache architecture check-latest= token= cache-dependency-path update-environment= allow-prereleases= freethreaded=
o python-version cache-hit python-path
@ v6 node24
i python-version python-version-file cache architecture check-latest= token= cache-dependency-path update-environment= allow-prereleases= freethreaded= pip-version pip-install
o python-version cache-hit python-path
@ v7 node24
i python-version python-version-file cache architecture check-latest= token= cache-dependency-path update-environment= allow-prereleases= freethreaded= pip-version
o python-version cache-hit python-path`,
  "actions/stale": `@ v1 node12
i repo-token! stale-issue-message stale-pr-message days-before-stale= days-before-close= stale-issue-label= exempt-issue-label stale-pr-label= exempt-pr-label operations-per-run=
o
@ v2 node12
i repo-token! stale-issue-message stale-pr-message days-before-stale= days-before-close= stale-issue-label= exempt-issue-labels= stale-pr-label= exempt-pr-labels= only-labels= operations-per-run= debug-only=
o
@ v3 node12
i repo-token= stale-issue-message stale-pr-message close-issue-message close-pr-message days-before-stale= days-before-issue-stale days-before-pr-stale days-before-close= days-before-issue-close days-before-pr-close stale-issue-label= close-issue-label exempt-issue-labels= stale-pr-label= close-pr-label exempt-pr-labels= exempt-milestones= exempt-issue-milestones= exempt-pr-milestones= exempt-all-milestones= exempt-all-issue-milestones= exempt-all-pr-milestones= only-labels= any-of-labels= any-of-issue-labels= any-of-pr-labels= only-issue-labels= only-pr-labels= operations-per-run= remove-stale-when-updated= remove-issue-stale-when-updated= remove-pr-stale-when-updated= debug-only= ascending= skip-stale-pr-message= skip-stale-issue-message= delete-branch= start-date= exempt-assignees= exempt-issue-assignees= exempt-pr-assignees= exempt-all-assignees= exempt-all-issue-assignees= exempt-all-pr-assignees= enable-statistics=
o
@ v4 node12
i repo-token= stale-issue-message stale-pr-message close-issue-message close-pr-message days-before-stale= days-before-issue-stale days-before-pr-stale days-before-close= days-before-issue-close days-before-pr-close stale-issue-label= close-issue-label exempt-issue-labels= stale-pr-label= close-pr-label exempt-pr-labels= exempt-milestones= exempt-issue-milestones= exempt-pr-milestones= exempt-all-milestones= exempt-all-issue-milestones= exempt-all-pr-milestones= only-labels= any-of-labels= any-of-issue-labels= any-of-pr-labels= only-issue-labels= only-pr-labels= operations-per-run= remove-stale-when-updated= remove-issue-stale-when-updated= remove-pr-stale-when-updated= debug-only= ascending= delete-branch= start-date= exempt-assignees= exempt-issue-assignees= exempt-pr-assignees= exempt-all-assignees= exempt-all-issue-assignees= exempt-all-pr-assignees= exempt-draft-pr= enable-statistics= labels-to-add-when-unstale= labels-to-remove-when-unstale= ignore-updates= ignore-issue-updates= ignore-pr-updates=
o closed-issues-prs staled-issues-prs
@ v5 node16
@ v6 node16
@ v7 node16
i repo-token= stale-issue-message stale-pr-message close-issue-message close-pr-message days-before-stale= days-before-issue-stale days-before-pr-stale days-before-close= days-before-issue-close days-before-pr-close stale-issue-label= close-issue-label exempt-issue-labels= close-issue-reason= stale-pr-label= close-pr-label exempt-pr-labels= exempt-milestones= exempt-issue-milestones= exempt-pr-milestones= exempt-all-milestones= exempt-all-issue-milestones= exempt-all-pr-milestones= only-labels= any-of-labels= any-of-issue-labels= any-of-pr-labels= only-issue-labels= only-pr-labels= operations-per-run= remove-stale-when-updated= remove-issue-stale-when-updated= remove-pr-stale-when-updated= debug-only= ascending= delete-branch= start-date= exempt-assignees= exempt-issue-assignees= exempt-pr-assignees= exempt-all-assignees= exempt-all-issue-assignees= exempt-all-pr-assignees= exempt-draft-pr= enable-statistics= labels-to-add-when-unstale= labels-to-remove-when-unstale= ignore-updates= ignore-issue-updates= ignore-pr-updates= include-only-assigned=
o closed-issues-prs staled-issues-prs
@ v8 node16
@ v9 node20
i repo-token= stale-issue-message stale-pr-message close-issue-message close-pr-message days-before-stale= days-before-issue-stale days-before-pr-stale days-before-close= days-before-issue-close days-before-pr-close stale-issue-label= close-issue-label exempt-issue-labels= close-issue-reason= stale-pr-label= close-pr-label exempt-pr-labels= exempt-milestones= exempt-issue-milestones= exempt-pr-milestones= exempt-all-milestones= exempt-all-issue-milestones= exempt-all-pr-milestones= only-labels= any-of-labels= any-of-issue-labels= any-of-pr-labels= only-issue-labels= only-pr-labels= operations-per-run= remove-stale-when-updated= remove-issue-stale-when-updated= remove-pr-stale-when-updated= debug-only= ascending= delete-branch= start-date= exempt-assignees= exempt-issue-assignees= exempt-pr-assignees= exempt-all-assignees= exempt-all-issue-assignees= exempt-all-pr-assignees= exempt-draft-pr= enable-statistics= labels-to-add-when-unstale= labels-to-remove-when-stale= labels-to-remove-when-unstale= ignore-updates= ignore-issue-updates= ignore-pr-updates= include-only-assigned=
o closed-issues-prs staled-issues-prs
@ v10 node24
i repo-token= stale-issue-message stale-pr-message close-issue-message close-pr-message days-before-stale= days-before-issue-stale days-before-pr-stale days-before-close= days-before-issue-close days-before-pr-close stale-issue-label= close-issue-label exempt-issue-labels= close-issue-reason= stale-pr-label= close-pr-label exempt-pr-labels= exempt-milestones= exempt-issue-milestones= exempt-pr-milestones= exempt-all-milestones= exempt-all-issue-milestones= exempt-all-pr-milestones= only-labels= any-of-labels= any-of-issue-labels= any-of-pr-labels= only-issue-labels= only-pr-labels= operations-per-run= remove-stale-when-updated= remove-issue-stale-when-updated= remove-pr-stale-when-updated= debug-only= ascending= sort-by= delete-branch= start-date= exempt-assignees= exempt-issue-assignees= exempt-pr-assignees= exempt-all-assignees= exempt-all-issue-assignees= exempt-all-pr-assignees= exempt-draft-pr= enable-statistics= labels-to-add-when-unstale= labels-to-remove-when-stale= labels-to-remove-when-unstale= ignore-updates= ignore-issue-updates= ignore-pr-updates= include-only-assigned= only-issue-types=
o closed-issues-prs staled-issues-prs`,
  "actions/upload-artifact": `@ v1 -
i name! path!
o
@ v2 node12
i name= path! if-no-files-found= retention-days
o
@ v3 node16
i name= path! if-no-files-found= retention-days include-hidden-files=
o
@ v4 node20
@ v5 node20
@ v6 node24
i name= path! if-no-files-found= retention-days compression-level= overwrite= include-hidden-files=
o artifact-id artifact-url artifact-digest
@ v7 node24
i name= path! if-no-files-found= retention-days compression-level= overwrite= include-hidden-files= archive=
o artifact-id artifact-url artifact-digest`,
  "actions/upload-artifact/merge": `@ v4 node20
@ v5 node20
@ v6 node24
@ v7 node24
i name!= pattern= separate-directories= retention-days compression-level= delete-merged= include-hidden-files=
o artifact-id artifact-url artifact-digest`,
  "actions/upload-pages-artifact": `@ v0 composite
i path!= retention-days=
o
@ v1 composite
@ v2 composite
i name= path!= retention-days=
o
@ v3 composite
@ v4 composite
i name= path!= retention-days=
o artifact_id
@ v5 composite
i name= path!= retention-days= include-hidden-files=
o artifact_id`,
  "amannn/action-semantic-pull-request": `@ v1 node12
i
o
@ v2 node12
i types scopes requireScope
o
@ v3 node12
i types scopes requireScope subjectPattern subjectPatternError wip validateSingleCommit githubBaseUrl
o
@ v4 node12
i types scopes requireScope disallowScopes subjectPattern subjectPatternError validateSingleCommit validateSingleCommitMatchesPrTitle githubBaseUrl ignoreLabels headerPattern headerPatternCorrespondence wip
o
@ v5 node20
@ v6 node24
i types scopes requireScope disallowScopes subjectPattern subjectPatternError validateSingleCommit validateSingleCommitMatchesPrTitle githubBaseUrl= ignoreLabels headerPattern headerPatternCorrespondence wip
o`,
  "aquasecurity/trivy-action": `@ v0 composite
i scan-type= image-ref input= scan-ref= exit-code ignore-unfixed= vuln-type= severity= format= template= output= skip-dirs= skip-files= cache-dir= timeout= ignore-policy= hide-progress list-all-pkgs= scanners= trivyignores= github-pat trivy-config tf-vars limit-severities-for-sarif docker-host version= cache= skip-setup-trivy= token-setup-trivy=
o`,
  "astral-sh/setup-uv": `@ v1 node20
i version= checksum github-token enable-cache= cache-dependency-glob cache-suffix cache-local-path=
o uv-version cache-hit
@ v2 node20
i version= checksum github-token= enable-cache= cache-dependency-glob cache-suffix cache-local-path=
o uv-version cache-hit
@ v3 node20
i version= checksum github-token= enable-cache= cache-dependency-glob= cache-suffix cache-local-path= prune-cache= tool-dir tool-bin-dir
o uv-version cache-hit
@ v4 node20
i version= python-version checksum github-token= enable-cache= cache-dependency-glob= cache-suffix cache-local-path= prune-cache= ignore-nothing-to-cache= tool-dir tool-bin-dir
o uv-version cache-hit
@ v5 node20
i version= pyproject-file= uv-file= python-version checksum github-token= enable-cache= cache-dependency-glob= cache-suffix cache-local-path= prune-cache= ignore-nothing-to-cache= ignore-empty-workdir= tool-dir tool-bin-dir
o uv-version uv-path uvx-path cache-hit
@ v6 node20
i version= version-file= python-version activate-environment= working-directory= checksum server-url= github-token= enable-cache= cache-dependency-glob= restore-cache= save-cache= cache-suffix cache-local-path= prune-cache= ignore-nothing-to-cache= ignore-empty-workdir= tool-dir tool-bin-dir manifest-file add-problem-matchers=
o uv-version uv-path uvx-path cache-hit
@ v7 node24
i version= version-file= python-version activate-environment= venv-path= working-directory= checksum github-token= enable-cache= cache-dependency-glob= restore-cache= save-cache= cache-suffix cache-local-path= prune-cache= cache-python= ignore-nothing-to-cache= ignore-empty-workdir= tool-dir tool-bin-dir manifest-file add-problem-matchers= resolution-strategy=
o uv-version uv-path uvx-path cache-hit cache-key venv python-version python-cache-hit
@ v8 node24
@ v9 node24
@ v10 node24
i version= version-file= python-version activate-environment= venv-path= no-project= working-directory= checksum github-token= enable-cache= cache-dependency-glob= restore-cache= save-cache= cache-suffix cache-local-path= prune-cache= cache-python= ignore-nothing-to-cache= ignore-empty-workdir= tool-dir tool-bin-dir manifest-file download-from-astral-mirror= add-problem-matchers= quiet= resolution-strategy=
o uv-version uv-path uvx-path cache-hit cache-key venv python-version python-cache-hit`,
  "aws-actions/amazon-ecr-login": `@ v1 node16
@ v2 node24
i http-proxy mask-password= registries registry-type= skip-logout=
o registry`,
  "aws-actions/configure-aws-credentials": `@ v1 node12
i audience= aws-access-key-id aws-secret-access-key aws-session-token aws-region! mask-aws-account-id role-to-assume web-identity-token-file role-duration-seconds role-session-name role-external-id role-skip-session-tagging
o aws-account-id
@ v2 node16
i audience= aws-access-key-id aws-secret-access-key aws-session-token aws-region! mask-aws-account-id role-to-assume web-identity-token-file role-duration-seconds role-session-name role-external-id role-skip-session-tagging http-proxy role-chaining inline-session-policy managed-session-policies
o aws-account-id
@ v3 node16
i aws-region! role-to-assume aws-access-key-id aws-secret-access-key aws-session-token web-identity-token-file role-chaining audience= http-proxy mask-aws-account-id role-duration-seconds role-external-id role-session-name role-skip-session-tagging inline-session-policy managed-session-policies output-credentials unset-current-credentials disable-retry retry-max-attempts special-characters-workaround
o aws-account-id aws-access-key-id aws-secret-access-key aws-session-token
@ v4 node20
i aws-region! role-to-assume aws-access-key-id aws-secret-access-key aws-session-token web-identity-token-file role-chaining audience= http-proxy mask-aws-account-id role-duration-seconds role-external-id role-session-name role-skip-session-tagging inline-session-policy managed-session-policies output-credentials output-env-credentials= unset-current-credentials disable-retry retry-max-attempts special-characters-workaround use-existing-credentials
o aws-account-id aws-access-key-id aws-secret-access-key aws-session-token aws-expiration
@ v5 node20
i aws-region! role-to-assume aws-access-key-id aws-secret-access-key aws-session-token web-identity-token-file role-chaining audience= http-proxy no-proxy mask-aws-account-id role-duration-seconds role-external-id role-session-name role-skip-session-tagging inline-session-policy managed-session-policies output-credentials output-env-credentials= unset-current-credentials disable-retry retry-max-attempts special-characters-workaround use-existing-credentials allowed-account-ids force-skip-oidc action-timeout-s
o aws-account-id aws-access-key-id aws-secret-access-key aws-session-token aws-expiration
@ v6 node24
i aws-region! aws-profile overwrite-aws-profile role-to-assume aws-access-key-id aws-secret-access-key aws-session-token web-identity-token-file role-chaining audience= http-proxy no-proxy mask-aws-account-id role-duration-seconds role-external-id role-session-name role-skip-session-tagging transitive-tag-keys inline-session-policy managed-session-policies output-credentials output-env-credentials unset-current-credentials disable-retry retry-max-attempts special-characters-workaround use-existing-credentials allowed-account-ids force-skip-oidc action-timeout-s custom-tags sts-endpoint
o aws-account-id aws-access-key-id aws-secret-access-key aws-session-token aws-expiration`,
  "azure/login": `@ v1 node16
@ v2 node20
@ v3 node24
i creds client-id tenant-id subscription-id enable-AzPSSession= environment= allow-no-subscriptions= audience= auth-type=
o`,
  "codecov/codecov-action": `@ v1 node12
i token files directory flags aws_curl_args codecov_curl_args commit_parent env_vars fail_ci_if_error file functionalities gcov_args gcov_executable gcov_path_exclude gcov_path_include gcov_prefix gcov_root_dir move_coverage_to_trash name network_filter override_branch override_build override_commit override_pr override_tag path_to_write_report root_dir verbose working-directory xcode_derived_data xcode_package
o
@ v2 node12
i token files directory flags commit_parent dry_run env_vars fail_ci_if_error file functionalities move_coverage_to_trash name override_branch override_build override_commit override_pr override_tag os root_dir slug url verbose version working-directory
o
@ v3 node16
i token file files directory flags full_report commit_parent dry_run env_vars fail_ci_if_error functionalities gcov gcov_args gcov_executable gcov_ignore gcov_include move_coverage_to_trash name network_filter network_prefix os override_branch override_build override_commit override_pr override_tag root_dir slug swift swift_project upstream_proxy url verbose version working-directory xcode xcode_archive_path xtra_args
o
@ v4 node20
i token codecov_yml_path commit_parent directory disable_file_fixes disable_search disable_safe_directory dry_run env_vars exclude fail_ci_if_error file files flags git_service handle_no_reports_found job_code name network_filter network_prefix os override_branch override_build override_build_url override_commit override_pr plugin plugins report_code root_dir slug url use_legacy_upload_endpoint use_oidc verbose version working-directory
o
@ v5 composite
i base_sha binary codecov_yml_path commit_parent directory disable_file_fixes= disable_search= disable_safe_directory= disable_telem= dry_run= env_vars exclude fail_ci_if_error= files flags force git_service= gcov_args gcov_executable= gcov_ignore gcov_include handle_no_reports_found= job_code name network_filter network_prefix os override_branch override_build override_build_url override_commit override_pr plugins recurse_submodules= report_code report_type root_dir run_command= skip_validation= slug swift_project token url use_legacy_upload_endpoint= use_oidc= use_pypi= verbose= version= working-directory
o`,
  "coverallsapp/github-action": `@ v1 node16
i github-token= path-to-lcov= flag-name parallel parallel-finished carryforward coveralls-endpoint= base-path git-branch git-commit debug=
o coveralls-api-result
@ v2 composite
i github-token= path-to-lcov file files format flag-name build-number parallel parallel-finished carryforward coveralls-endpoint= allow-empty= base-path git-branch git-commit compare-ref compare-sha debug= measure= fail-on-error= coverage-reporter-version= coverage-reporter-platform=
o`,
  "crazy-max/ghaction-import-gpg": `@ v1 node12
i git_user_signingkey= git_commit_gpgsign= git_tag_gpgsign= git_push_gpgsign= git_committer_name git_committer_email
o fingerprint keyid email
@ v2 node12
i git_user_signingkey= git_commit_gpgsign= git_tag_gpgsign= git_push_gpgsign= git_committer_name git_committer_email workdir=
o fingerprint keyid email
@ v3 node12
i gpg-private-key! passphrase git-config-global= git-user-signingkey= git-commit-gpgsign= git-tag-gpgsign= git-push-gpgsign= git-committer-name git-committer-email workdir=
o fingerprint keyid email
@ v4 node12
i gpg_private_key! passphrase git_config_global= git_user_signingkey= git_commit_gpgsign= git_tag_gpgsign= git_push_gpgsign= git_committer_name git_committer_email workdir= fingerprint
o fingerprint keyid email
@ v5 node16
@ v6 node20
@ v7 node24
i gpg_private_key! passphrase trust_level git_config_global= git_user_signingkey= git_commit_gpgsign= git_tag_gpgsign= git_push_gpgsign= git_committer_name git_committer_email workdir= fingerprint
o fingerprint keyid name email`,
  "docker/build-push-action": `@ v1 docker
i username password registry repository! tags tag_with_ref= tag_with_sha= path= dockerfile target always_pull= build_args cache_froms labels add_git_labels= push=
d repository v2 is now available through docker/build-push-action@v2
o
@ v2 node12
i add-hosts allow build-args build-contexts builder cache-from cache-to cgroup-parent context file labels load= network no-cache= outputs platforms pull= push= secrets secret-files shm-size ssh tags target ulimit github-token=
o imageid digest metadata
@ v3 node16
@ v4 node16
i add-hosts allow attests build-args build-contexts builder cache-from cache-to cgroup-parent context file labels load= network no-cache= no-cache-filters outputs platforms provenance pull= push= sbom secrets secret-files shm-size ssh tags target ulimit github-token=
o imageid digest metadata
@ v5 node20
i add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to cgroup-parent context file labels load= network no-cache= no-cache-filters outputs platforms provenance pull= push= sbom secrets secret-envs secret-files shm-size ssh tags target ulimit github-token=
o imageid digest metadata
@ v6 node20
@ v7 node24
i add-hosts allow annotations attests build-args build-contexts builder cache-from cache-to call cgroup-parent context file labels load= network no-cache= no-cache-filters outputs platforms provenance pull= push= sbom secrets secret-envs secret-files shm-size ssh tags target ulimit github-token=
o imageid digest metadata`,
  "docker/login-action": `@ v1 node12
@ v2 node16
i registry username password ecr= logout=
o
@ v3 node20
@ v4 node24
i registry username password ecr scope logout= registry-auth
o`,
  "docker/metadata-action": `@ v1 node12
i images! tag-sha= tag-edge= tag-edge-branch tag-semver tag-match tag-match-group= tag-latest= tag-match-latest= tag-schedule= tag-custom tag-custom-only label-custom sep-tags sep-labels github-token!=
d tag-match-latest tag-match-latest is deprecated. Use tag-latest instead
o version tags labels bake-file
@ v2 node12
i images! tags flavor labels sep-tags sep-labels bake-target github-token!=
o version tags labels bake-file
@ v3 node12
i images! tags flavor labels sep-tags sep-labels bake-target github-token!=
o version tags labels bake-file json
@ v4 node16
i context!= images! tags flavor labels sep-tags sep-labels bake-target github-token!=
o version tags labels bake-file json
@ v5 node20
@ v6 node24
i context!= images tags flavor labels annotations sep-tags sep-labels sep-annotations bake-target github-token!=
o version tags tag-names labels annotations json bake-file-tags bake-file-labels bake-file-annotations bake-file`,
  "docker/setup-buildx-action": `@ v1 node12
i version driver= driver-opts buildkitd-flags= install= use= endpoint config config-inline
o name driver endpoint status flags platforms
@ v2 node16
i version driver= driver-opts buildkitd-flags= install= use= endpoint platforms config config-inline append cleanup=
o name driver platforms nodes endpoint status flags
@ v3 node20
i version driver= driver-opts buildkitd-flags buildkitd-config buildkitd-config-inline use= name endpoint platforms append keep-state= cache-binary= cleanup= config config-inline install=
d config Use buildkitd-config instead
d config-inline Use buildkitd-config-inline instead
d install "docker buildx install" command is deprecated and will be removed in a future release, use BUILDX_BUILDER environment variable instead
o name driver platforms nodes endpoint status flags
@ v4 node24
i version driver= driver-opts buildkitd-flags buildkitd-config buildkitd-config-inline use= name endpoint platforms append keep-state= cache-binary= cleanup=
o name driver platforms nodes endpoint status flags`,
  "docker/setup-qemu-action": `@ v1 node12
@ v2 node16
i image= platforms=
o platforms
@ v3 node20
i image= platforms= cache-image=
o platforms
@ v4 node24
i image= platforms= reset= cache-image=
o platforms`,
  "dorny/paths-filter": `@ v1 node12
i token= filters!
o
@ v2 node16
i token= working-directory ref base filters! list-files= initial-fetch-depth=
o changes
@ v3 node20
@ v4 node24
i token= working-directory ref base filters! list-files= initial-fetch-depth= predicate-quantifier=
o changes`,
  "dtolnay/rust-toolchain": `@ v1 composite
i toolchain! targets target components
o cachekey name
@ stable composite
@ nightly composite
i toolchain= targets target components
o cachekey name
@ master composite
i toolchain! targets target components
o cachekey name`,
  "github/codeql-action/analyze": `@ v1 node12
i check_name output= upload= cleanup-level= ram add-snippets= skip-queries= threads checkout_path= ref sha category upload-database= wait-for-processing!= token= matrix= expect-error=
o db-locations sarif-id
@ v2 node16
i check_name output= upload= cleanup-level= ram add-snippets= skip-queries= threads checkout_path= ref sha category upload-database= wait-for-processing!= token= matrix= expect-error=
d add-snippets The input "add-snippets" is deprecated and will be removed on the first release in August 2025. When this input is set to true it is expected to add code snippets with an alert to the SARIF file. However, since Code Scanning ignores code snippets provided as part of a SARIF file this is currently a no operation. No alternative is available.
o db-locations sarif-output sarif-id
@ v3 node20
@ v4 node24
i check_name output= upload= cleanup-level ram add-snippets skip-queries= threads checkout_path= ref sha category upload-database= post-processed-sarif-path wait-for-processing!= token= matrix= expect-error=
d add-snippets The input "add-snippets" has been removed and no longer has any effect.
o db-locations sarif-output sarif-id`,
  "github/codeql-action/autobuild": `@ v1 node12
@ v2 node16
@ v3 node20
@ v4 node24
i token= matrix= working-directory
o`,
  "github/codeql-action/init": `@ v1 node12
i tools languages token= registries matrix= config-file db-location queries packs external-repository-token setup-python-dependencies!= source-root ram threads debug= debug-artifact-name debug-database-name trap-caching
o codeql-path
@ v2 node16
i tools languages build-mode token= registries matrix= config-file db-location config queries packs external-repository-token setup-python-dependencies source-root ram threads debug= debug-artifact-name debug-database-name trap-caching dependency-caching
o codeql-path codeql-version
@ v3 node20
@ v4 node24
i tools languages build-mode analysis-kinds!= token= registries matrix= config-file db-location config queries quality-queries packs external-repository-token setup-python-dependencies source-root ram threads debug= debug-artifact-name debug-database-name trap-caching dependency-caching check-run-id=
o codeql-path codeql-version`,
  "github/codeql-action/upload-sarif": `@ v1 node12
@ v2 node16
i sarif_file= checkout_path= ref sha token= matrix= category wait-for-processing!=
o sarif-id
@ v3 node20
@ v4 node24
i sarif_file= checkout_path= ref sha token= matrix= category wait-for-processing!=
o sarif-id sarif-ids`,
  "golangci/golangci-lint-action": `@ v1 node12
i version! args= working-directory github-token!= only-new-issues!=
o
@ v2 node12
i version args= working-directory github-token!= only-new-issues!= skip-go-installation!= skip-pkg-cache!= skip-build-cache!=
o
@ v3 node16
@ v4 node20
i version args= working-directory github-token= only-new-issues= skip-cache= skip-pkg-cache= skip-build-cache= install-mode=
o
@ v5 node20
i version install-mode= working-directory github-token= only-new-issues= skip-cache= skip-save-cache= annotations= args= cache-invalidation-interval=
o
@ v6 node20
@ v7 node20
@ v8 node20
i version install-mode= working-directory github-token= verify= only-new-issues= skip-cache= skip-save-cache= problem-matchers= args= cache-invalidation-interval=
o
@ v9 node24
i version version-file install-mode= install-only= working-directory github-token= verify= only-new-issues= args= skip-cache= skip-save-cache= cache-invalidation-interval= problem-matchers= debug= experimental=
o`,
  "google-github-actions/auth": `@ v0 node16
i project_id workload_identity_provider service_account audience= credentials_json create_credentials_file= export_environment_variables= token_format= delegates= cleanup_credentials= access_token_lifetime= access_token_scopes= access_token_subject= retries= backoff backoff_limit id_token_audience= id_token_include_email=
o project_id credentials_file_path access_token access_token_expiration id_token
@ v1 node16
i project_id workload_identity_provider service_account audience= credentials_json create_credentials_file= export_environment_variables= token_format= delegates= cleanup_credentials= access_token_lifetime= access_token_scopes= access_token_subject= retries= backoff= backoff_limit id_token_audience= id_token_include_email=
o project_id credentials_file_path access_token access_token_expiration id_token
@ v2 node20
i project_id workload_identity_provider service_account audience= credentials_json create_credentials_file= export_environment_variables= token_format= delegates= universe= request_reason cleanup_credentials= access_token_lifetime= access_token_scopes= access_token_subject= retries backoff backoff_limit id_token_audience= id_token_include_email=
d retries This field is no longer used and will be removed in a future release.
d backoff This field is no longer used and will be removed in a future release.
d backoff_limit This field is no longer used and will be removed in a future release.
o project_id credentials_file_path auth_token access_token id_token
@ v3 node24
i project_id workload_identity_provider service_account audience= credentials_json create_credentials_file= export_environment_variables= token_format= delegates= universe= request_reason cleanup_credentials= access_token_lifetime= access_token_scopes= access_token_subject= id_token_audience= id_token_include_email=
o project_id credentials_file_path auth_token access_token id_token`,
  "google-github-actions/setup-gcloud": `@ v0 node16
i version= service_account_email service_account_key project_id= install_components export_default_credentials= credentials_file_path= cleanup_credentials=
o
@ v1 node16
i skip_install= version= project_id install_components
o
@ v2 node20
i version= project_id install_components skip_install= skip_tool_cache=
o version
@ v3 node24
i version= project_id install_components skip_install= cache=
o version`,
  "goreleaser/goreleaser-action": `@ v1 node12
i version= args key workdir=
d key The key input will not be supported. Use goreleaser/goreleaser-action@v2 alongside crazy-max/ghaction-import-gpg
o
@ v2 node12
@ v3 node16
@ v4 node16
@ v5 node20
@ v6 node20
i distribution= version= args workdir= install-only=
o artifacts metadata
@ v7 node24
i distribution= version= version-file args workdir= install-only=
o artifacts metadata`,
  "gradle/actions/dependency-submission": `@ v0 composite
i gradle-version build-root-directory cache-encryption-key dependency-graph-action=
o
@ v3 node20
i gradle-version build-root-directory dependency-resolution-task additional-arguments cache-disabled= cache-read-only= cache-write-only= cache-overwrite-existing= cache-encryption-key gradle-home-cache-includes= gradle-home-cache-excludes gradle-home-cache-cleanup= add-job-summary= add-job-summary-as-pr-comment= dependency-graph= dependency-graph-continue-on-failure= artifact-retention-days= build-scan-publish= build-scan-terms-of-use-url build-scan-terms-of-use-agree develocity-access-key develocity-token-expiry build-scan-terms-of-service-url build-scan-terms-of-service-agree generate-job-summary= gradle-home-cache-strict-match= workflow-job-context= github-token=
d build-scan-terms-of-service-url The input has been renamed to align with the Develocity API. Use 'build-scan-terms-of-use-url' instead.
d build-scan-terms-of-service-agree The input has been renamed to align with the Develocity API. Use 'build-scan-terms-of-use-agree' instead.
d generate-job-summary Superceded by the new 'add-job-summary' and 'add-job-summary-as-pr-comment' parameters.
o build-scan-url dependency-graph-file gradle-version
@ v4 node20
@ v5 node24
i gradle-version build-root-directory dependency-resolution-task additional-arguments cache-disabled= cache-read-only= cache-write-only= cache-overwrite-existing= cache-encryption-key cache-cleanup= gradle-home-cache-cleanup gradle-home-cache-includes= gradle-home-cache-excludes add-job-summary= add-job-summary-as-pr-comment= dependency-graph= dependency-graph-report-dir= dependency-graph-continue-on-failure= dependency-graph-exclude-projects dependency-graph-include-projects dependency-graph-exclude-configurations dependency-graph-include-configurations artifact-retention-days build-scan-publish= build-scan-terms-of-use-url build-scan-terms-of-use-agree develocity-access-key develocity-token-expiry validate-wrappers= allow-snapshot-wrappers= gradle-home-cache-strict-match= workflow-job-context= github-token=
d gradle-home-cache-cleanup This input has been superceded by the 'cache-cleanup' input parameter.
o build-scan-url dependency-graph-file gradle-version
@ v6 node24
i gradle-version build-root-directory dependency-resolution-task additional-arguments cache-provider= cache-disabled= cache-read-only= cache-write-only= cache-overwrite-existing= cache-encryption-key cache-cleanup= gradle-home-cache-cleanup gradle-home-cache-includes= gradle-home-cache-excludes add-job-summary= add-job-summary-as-pr-comment= dependency-graph= dependency-graph-report-dir= dependency-graph-continue-on-failure= dependency-graph-exclude-projects dependency-graph-include-projects dependency-graph-exclude-configurations dependency-graph-include-configurations artifact-retention-days build-scan-publish= build-scan-terms-of-use-url build-scan-terms-of-use-agree develocity-access-key develocity-token-expiry validate-wrappers= allow-snapshot-wrappers= gradle-home-cache-strict-match= workflow-job-context= github-token=
d gradle-home-cache-cleanup This input has been superceded by the 'cache-cleanup' input parameter.
o build-scan-url dependency-graph-file gradle-version`,
  "gradle/actions/setup-gradle": `@ v0 composite
i gradle-version cache-disabled= cache-read-only= cache-write-only= cache-overwrite-existing= cache-encryption-key gradle-home-cache-includes= gradle-home-cache-excludes gradle-home-cache-cleanup= add-job-summary= add-job-summary-as-pr-comment= dependency-graph= dependency-graph-continue-on-failure= artifact-retention-days workflow-job-context= github-token=
o build-scan-url dependency-graph-file gradle-version
@ v3 node20
i gradle-version cache-disabled= cache-read-only= cache-write-only= cache-overwrite-existing= cache-encryption-key gradle-home-cache-includes= gradle-home-cache-excludes gradle-home-cache-cleanup= add-job-summary= add-job-summary-as-pr-comment= dependency-graph= dependency-graph-continue-on-failure= artifact-retention-days build-scan-publish= build-scan-terms-of-use-url build-scan-terms-of-use-agree develocity-access-key develocity-token-expiry develocity-injection-enabled develocity-url develocity-allow-untrusted-server develocity-capture-file-fingerprints develocity-enforce-url develocity-plugin-version develocity-ccud-plugin-version gradle-plugin-repository-url gradle-plugin-repository-username gradle-plugin-repository-password validate-wrappers= build-scan-terms-of-service-url build-scan-terms-of-service-agree generate-job-summary= arguments build-root-directory gradle-home-cache-strict-match= workflow-job-context= github-token=
d build-scan-terms-of-service-url The input has been renamed to align with the Develocity API. Use 'build-scan-terms-of-use-url' instead.
d build-scan-terms-of-service-agree The input has been renamed to align with the Develocity API. Use 'build-scan-terms-of-use-agree' instead.
d generate-job-summary Superceded by the new 'add-job-summary' and 'add-job-summary-as-pr-comment' parameters.
d arguments Using the action to execute Gradle directly is deprecated in favor of using the action to setup Gradle, and executing Gradle in a subsequent Step.
d build-root-directory Using the action to execute Gradle directly is deprecated in favor of using the action to setup Gradle, and executing Gradle in a subsequent Step.
o build-scan-url dependency-graph-file gradle-version
@ v4 node20
@ v5 node24
i gradle-version cache-disabled= cache-read-only= cache-write-only= cache-overwrite-existing= cache-encryption-key cache-cleanup= gradle-home-cache-cleanup gradle-home-cache-includes= gradle-home-cache-excludes add-job-summary= add-job-summary-as-pr-comment= dependency-graph= dependency-graph-report-dir= dependency-graph-continue-on-failure= dependency-graph-exclude-projects dependency-graph-include-projects dependency-graph-exclude-configurations dependency-graph-include-configurations artifact-retention-days build-scan-publish= build-scan-terms-of-use-url build-scan-terms-of-use-agree develocity-access-key develocity-token-expiry develocity-injection-enabled develocity-url develocity-allow-untrusted-server develocity-capture-file-fingerprints develocity-enforce-url develocity-plugin-version develocity-ccud-plugin-version gradle-plugin-repository-url gradle-plugin-repository-username gradle-plugin-repository-password validate-wrappers= allow-snapshot-wrappers= arguments gradle-home-cache-strict-match= workflow-job-context= github-token=
d gradle-home-cache-cleanup This input has been superceded by the 'cache-cleanup' input parameter.
d arguments This parameter has been deprecated and removed. It is only left here to allow for better reporting to assist users to migrate.
o build-scan-url dependency-graph-file gradle-version
@ v6 node24
i gradle-version cache-provider= cache-disabled= cache-read-only= cache-write-only= cache-overwrite-existing= cache-encryption-key cache-cleanup= gradle-home-cache-cleanup gradle-home-cache-includes= gradle-home-cache-excludes add-job-summary= add-job-summary-as-pr-comment= dependency-graph= dependency-graph-report-dir= dependency-graph-continue-on-failure= dependency-graph-exclude-projects dependency-graph-include-projects dependency-graph-exclude-configurations dependency-graph-include-configurations artifact-retention-days build-scan-publish= build-scan-terms-of-use-url build-scan-terms-of-use-agree develocity-access-key develocity-token-expiry develocity-injection-enabled develocity-url develocity-allow-untrusted-server develocity-capture-file-fingerprints develocity-enforce-url develocity-plugin-version develocity-ccud-plugin-version gradle-plugin-repository-url gradle-plugin-repository-username gradle-plugin-repository-password validate-wrappers= allow-snapshot-wrappers= arguments gradle-home-cache-strict-match= workflow-job-context= github-token=
d gradle-home-cache-cleanup This input has been superceded by the 'cache-cleanup' input parameter.
d arguments This parameter has been deprecated and removed. It is only left here to allow for better reporting to assist users to migrate.
o build-scan-url dependency-graph-file gradle-version`,
  "gradle/actions/wrapper-validation": `@ v3 node20
@ v4 node20
@ v5 node24
@ v6 node24
i min-wrapper-count= allow-snapshots= allow-checksums=
o failed-wrapper`,
  "hashicorp/setup-terraform": `@ v1 node12
@ v2 node16
@ v3 node20
@ v4 node24
i cli_config_credentials_hostname= cli_config_credentials_token terraform_version= terraform_wrapper=
o`,
  "helm/kind-action": `@ v1 node24
i version= config kubeconfig node_image cluster_name= wait= verbosity= kubectl_version= registry= registry_image= registry_name= registry_port= registry_enable_delete= install_only= ignore_failed_clean= cloud_provider=
o`,
  "jamesives/github-pages-deploy-action": `@ v2 docker
i
o
@ v3 node12
i SSH ACCESS_TOKEN GITHUB_TOKEN BRANCH! FOLDER! TARGET_FOLDER BASE_BRANCH COMMIT_MESSAGE CLEAN= CLEAN_EXCLUDE GIT_CONFIG_NAME GIT_CONFIG_EMAIL REPOSITORY_NAME WORKSPACE SINGLE_COMMIT LFS SILENT PRESERVE
o DEPLOYMENT_STATUS
@ v4 node20
i ssh-key token= branch= folder! target-folder commit-message clean= clean-exclude dry-run force= git-config-name git-config-email repository-name tag single-commit silent
o deployment-status`,
  "ncipollo/release-action": `@ v1 node24
i allowUpdates= artifactErrorsFailBuild= artifact= artifacts= artifactContentType= body= bodyFile= commit= discussionCategory= draft= generateReleaseNotes= generateReleaseNotesPreviousTag= immutableCreate= makeLatest= name= omitBody= omitBodyDuringUpdate= omitDraftDuringUpdate= omitName= omitNameDuringUpdate= omitPrereleaseDuringUpdate= owner= prerelease= removeArtifacts= replacesArtifacts= repo= skipIfReleaseExists= tag= token= updateOnlyUnreleased=
d artifact Use 'artifacts' instead.
o id html_url upload_url tarball_url zipball_url assets`,
  "ossf/scorecard-action": `@ v1 docker
i results_file! results_format! repo_token= publish_results= internal_default_token=
o
@ v2 docker
i results_file! results_format! repo_token= publish_results= file_mode= internal_publish_base_url= internal_default_token=
o`,
  "peaceiris/actions-gh-pages": `@ v2 docker
i emptyCommits= keepFiles= forceOrphan= username useremail commitMessage tagName tagMessage tagOverwrite=
o
@ v3 node16
@ v4 node24
i deploy_key github_token personal_token publish_branch= publish_dir= destination_dir= external_repository allow_empty_commit= keep_files= force_orphan= user_name user_email commit_message full_commit_message tag_name tag_message enable_jekyll= disable_nojekyll= cname exclude_assets=
o`,
  "peter-evans/create-pull-request": `@ v1 node12
i token! commit-message author-name author-email committer-name committer-email title body labels assignees reviewers team-reviewers milestone project project-column branch base branch-suffix
o pr_number
@ v2 node12
i token= path commit-message committer author title body labels assignees reviewers team-reviewers milestone project project-column draft branch request-to-parent= base branch-suffix
o pull-request-number
@ v3 node12
i token= path add-paths= commit-message= committer= author= signoff= branch= delete-branch= branch-suffix base push-to-fork title= body= labels assignees reviewers team-reviewers milestone draft=
o pull-request-number pull-request-url pull-request-operation pull-request-head-sha
@ v4 node16
i token= path add-paths commit-message= committer= author= signoff= branch= delete-branch= branch-suffix base push-to-fork title= body= labels assignees reviewers team-reviewers milestone draft=
o pull-request-number pull-request-url pull-request-operation pull-request-head-sha
@ v5 node16
i token= path add-paths commit-message= committer= author= signoff= branch= delete-branch= branch-suffix base push-to-fork title= body= body-path labels assignees reviewers team-reviewers milestone draft=
o pull-request-number pull-request-url pull-request-operation pull-request-head-sha
@ v6 node20
i token= git-token path add-paths commit-message= committer= author= signoff= branch= delete-branch= branch-suffix base push-to-fork title= body= body-path labels assignees reviewers team-reviewers milestone draft=
o pull-request-number pull-request-url pull-request-operation pull-request-head-sha pull-request-branch
@ v7 node20
@ v8 node24
i token= branch-token path add-paths commit-message= committer= author= signoff= branch= delete-branch= branch-suffix base push-to-fork sign-commits= title= body= body-path labels assignees reviewers team-reviewers milestone draft= maintainer-can-modify=
o pull-request-number pull-request-url pull-request-operation pull-request-head-sha pull-request-branch`,
  "pnpm/action-setup": `@ v1 node12
i version! dest= bin_dest= registry=
o
@ v2 node16
@ v3 node20
@ v4 node20
i version dest= run_install= package_json_file= standalone=
o`,
  "pre-commit/action": `@ v1 node12
@ v2 node12
i extra_args= token
o
@ v3 composite
i extra_args=
o`,
  "pypa/gh-action-pypi-publish": `@ v1 docker release/v1
i user= password repository-url repository_url= packages-dir packages_dir= verify-metadata verify_metadata= skip-existing skip_existing= verbose= print-hash print_hash=
d repository_url The inputs have been normalized to use kebab-case. Use \`repository-url\` instead.
d packages_dir The inputs have been normalized to use kebab-case. Use \`packages-dir\` instead.
d verify_metadata The inputs have been normalized to use kebab-case. Use \`verify-metadata\` instead.
d skip_existing The inputs have been normalized to use kebab-case. Use \`skip-existing\` instead.
d print_hash The inputs have been normalized to use kebab-case. Use \`print-hash\` instead.
o`,
  "release-drafter/release-drafter": `@ v5 node16
i config-name= name tag version publish= latest= prerelease= prerelease-identifier= commitish= header= footer= disable-releaser= disable-autolabeler=
o id name tag_name body html_url upload_url major_version minor_version patch_version resolved_version
@ v6 node20
i config-name= name tag version publish= latest= prerelease= prerelease-identifier= include-pre-releases= commitish= header= footer= disable-releaser= disable-autolabeler= initial-commits-since
o id name tag_name body html_url upload_url major_version minor_version patch_version resolved_version
@ v7 node24
i config-name= token= name tag version publish= latest= prerelease= prerelease-identifier= include-pre-releases= commitish= header= footer= dry-run= filter-by-range=
o id name tag_name body html_url upload_url major_version minor_version patch_version resolved_version`,
  "ruby/setup-ruby": `@ v1 node24
i ruby-version= rubygems bundler bundler-cache= working-directory cache-version self-hosted windows-toolchain token=
o ruby-prefix`,
  "shivammathur/setup-php": `@ v1 node12
i php-version!= extensions ini-values coverage tools extension-csv ini-values-csv pecl
d extension-csv The extension-csv property is deprecated. Use extensions instead.
d ini-values-csv The ini-values-csv property is deprecated. Use ini-values instead.
d pecl The pecl property is deprecated. Specify pecl in tools instead.
o
@ v2 node24
i php-version php-version-file extensions ini-file= ini-values coverage tools github-token=
o php-version`,
  "sigstore/cosign-installer": `@ v1 composite
i cosign-release=
o
@ v2 composite
@ v3 composite
@ v4 composite
i cosign-release= install-dir= use-sudo=
o`,
  "slackapi/slack-github-action": `@ v1 node20
i channel-id slack-message payload payload-delimiter payload-file-path payload-file-path-parsed= update-ts
o time thread_ts ts channel_id
@ v2 node20
@ v3 node24
@ v4 node24
i api errors= method payload payload-delimiter payload-file-path payload-templated= proxy retries= token webhook webhook-type
o ok response time channel_id thread_ts ts`,
  "softprops/action-gh-release": `@ v1 node16
i body body_path name tag_name draft prerelease files fail_on_unmatched_files repository token= target_commitish discussion_category_name generate_release_notes append_body
o url id upload_url assets
@ v2 node20
@ v3 node24
i body body_path name tag_name draft prerelease preserve_order files working_directory overwrite_files= fail_on_unmatched_files repository token= target_commitish discussion_category_name generate_release_notes previous_tag= append_body make_latest
o url id upload_url assets`,
  "step-security/harden-runner": `@ v1 node16
i allowed-endpoints= egress-policy= token= disable-telemetry=
o
@ v2 node24
i allowed-endpoints= egress-policy= token= disable-telemetry= disable-sudo= disable-sudo-and-containers= disable-file-monitoring= policy= api-key= use-policy-store= deploy-on-self-hosted-vm=
o`,
  "swatinem/rust-cache": `@ v1 node12
i key sharedKey working-directory target-dir cache-on-failure
o cache-hit
@ v2 node24
i prefix-key= shared-key key add-job-id-key= add-rust-environment-hash-key= env-vars workspaces cache-directories cache-targets= cache-on-failure cache-all-crates= cache-workspace-crates= save-if= cache-provider= cache-bin= lookup-only= cmd-format=
o cache-hit`,
  "tj-actions/changed-files": `@ v1 composite
@ v2 composite
@ v3 composite
i separator!=
o added_files copied_files deleted_files modified_files renamed_files changed_files unmerged_files unknown_files all_changed_files
@ v4 composite
i separator!=
o added_files copied_files deleted_files modified_files renamed_files changed_files unmerged_files unknown_files all_changed_files all_modified_files
@ v5 composite
i separator!= files=
o added_files copied_files deleted_files modified_files renamed_files changed_files unmerged_files unknown_files all_changed_files all_modified_files all_changed any_changed
@ v6 docker
@ v7 docker
@ v8 composite
i token!= separator!= files=
o added_files copied_files deleted_files modified_files renamed_files changed_files unmerged_files unknown_files all_changed_files all_modified_files any_changed
@ v9 composite
i token!= separator!= files_from_source_file= files= sha!= base_sha
o added_files copied_files deleted_files modified_files renamed_files type_changed_files unmerged_files unknown_files all_changed_files all_modified_files any_changed only_changed other_changed_files
@ v10 composite
i token!= separator!= files_from_source_file= files= sha!= base_sha path
o added_files copied_files deleted_files modified_files renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_modified_files any_changed only_changed other_changed_files any_deleted only_deleted other_deleted_files
@ v11 composite
i token!= separator!= files_from_source_file= files= sha!= base_sha since_last_remote_commit= path
o added_files copied_files deleted_files modified_files renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_modified_files any_changed only_changed other_changed_files any_deleted only_deleted other_deleted_files
@ v12 composite
@ v13 composite
@ v14 composite
i token!= separator!= files_from_source_file= files= sha!= base_sha since_last_remote_commit= path
o added_files copied_files deleted_files modified_files renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v15 composite
i token!= separator!= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since_last_remote_commit= path
o added_files copied_files deleted_files modified_files renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v16 composite
@ v17 composite
@ v18 composite
i token!= separator!= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since_last_remote_commit= path use_fork_point=
o added_files copied_files deleted_files modified_files renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v19 composite
i token!= separator!= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since_last_remote_commit= path use_fork_point= quotepath=
o added_files copied_files deleted_files modified_files renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v20 composite
i token= separator= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since_last_remote_commit= path use_fork_point= quotepath=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v21 composite
i token= separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since_last_remote_commit= path use_fork_point= quotepath=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v22 composite
i token= separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since_last_remote_commit= path= use_fork_point= quotepath=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v23 composite
@ v24 composite
i token= separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since_last_remote_commit= path= use_fork_point= quotepath= diff_relative dir_names=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v25 composite
@ v26 composite
@ v27 composite
i token= separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since_last_remote_commit= path= use_fork_point= quotepath= diff_relative dir_names= json=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v28 composite
i token= separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since_last_remote_commit= since until path= use_fork_point= quotepath= diff_relative dir_names= json=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v29 composite
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since_last_remote_commit= since= until= path= use_fork_point= quotepath= diff_relative dir_names= json=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v30 composite
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since_last_remote_commit= since= until= path= quotepath= diff_relative dir_names= json=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v31 composite
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since= until= path= quotepath= diff_relative dir_names= json=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v32 composite
@ v33 composite
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha!= base_sha since= until= path= quotepath= diff_relative dir_names= json= target_branch_fetch_depth=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v34 composite
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha= base_sha since= until= path= quotepath= diff_relative dir_names= dir_names_max_depth json= fetch_depth= max_fetch_depth= since_last_remote_commit!=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v35 composite
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files= files_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= sha base_sha since= until= path= quotepath= diff_relative dir_names= dir_names_max_depth dir_names_exclude_root= json= json_raw_format= fetch_depth= since_last_remote_commit= write_output_files= output_dir= match_directories=
o added_files copied_files deleted_files modified_files renamed_files all_old_new_renamed_files type_changed_files unmerged_files unknown_files all_changed_and_modified_files all_changed_files any_changed only_changed other_changed_files all_modified_files any_modified only_modified other_modified_files any_deleted only_deleted other_deleted_files
@ v36 node16
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files_from_source_file_separator= files= files_separator= files_yaml= files_yaml_from_source_file= files_yaml_from_source_file_separator= files_ignore_yaml= files_ignore_yaml_from_source_file= files_ignore_yaml_from_source_file_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= files_ignore_from_source_file_separator= sha base_sha since= until= path= quotepath= diff_relative= dir_names= dir_names_max_depth dir_names_exclude_current_dir= dir_names_exclude_root= json= escape_json= fetch_depth= since_last_remote_commit= write_output_files= output_dir= output_renamed_files_as_deleted_and_added= recover_deleted_files= recover_deleted_files_to_destination=
d dir_names_exclude_root Use \`dir_names_exclude_current_dir\` instead.
o added_files added_files_count copied_files copied_files_count deleted_files deleted_files_count modified_files modified_files_count renamed_files renamed_files_count all_old_new_renamed_files all_old_new_renamed_files_count type_changed_files type_changed_files_count unmerged_files unmerged_files_count unknown_files unknown_files_count all_changed_and_modified_files all_changed_and_modified_files_count all_changed_files all_changed_files_count any_changed only_changed other_changed_files other_changed_files_count all_modified_files all_modified_files_count any_modified only_modified other_modified_files other_modified_files_count any_deleted only_deleted other_deleted_files other_deleted_files_count
@ v37 node16
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files_from_source_file_separator= files= files_separator= files_yaml= files_yaml_from_source_file= files_yaml_from_source_file_separator= files_ignore_yaml= files_ignore_yaml_from_source_file= files_ignore_yaml_from_source_file_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= files_ignore_from_source_file_separator= sha base_sha since= until= path= quotepath= diff_relative= dir_names= dir_names_max_depth dir_names_exclude_current_dir= json= escape_json= fetch_depth= since_last_remote_commit= write_output_files= output_dir= output_renamed_files_as_deleted_and_added= recover_deleted_files= recover_deleted_files_to_destination= token= api_url=
o added_files added_files_count copied_files copied_files_count deleted_files deleted_files_count modified_files modified_files_count renamed_files renamed_files_count all_old_new_renamed_files all_old_new_renamed_files_count type_changed_files type_changed_files_count unmerged_files unmerged_files_count unknown_files unknown_files_count all_changed_and_modified_files all_changed_and_modified_files_count all_changed_files all_changed_files_count any_changed only_changed other_changed_files other_changed_files_count all_modified_files all_modified_files_count any_modified only_modified other_modified_files other_modified_files_count any_deleted only_deleted other_deleted_files other_deleted_files_count
@ v38 node16
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files_from_source_file_separator= files= files_separator= files_yaml= files_yaml_from_source_file= files_yaml_from_source_file_separator= files_ignore_yaml= files_ignore_yaml_from_source_file= files_ignore_yaml_from_source_file_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= files_ignore_from_source_file_separator= sha base_sha since= until= path= quotepath= diff_relative= dir_names= dir_names_max_depth dir_names_exclude_current_dir= dir_names_include_files= dir_names_include_files_separator= json= escape_json= fetch_depth= skip_initial_fetch= since_last_remote_commit= write_output_files= output_dir= output_renamed_files_as_deleted_and_added= recover_deleted_files= recover_deleted_files_to_destination= recover_files= recover_files_separator= recover_files_ignore= recover_files_ignore_separator= token= api_url=
o added_files added_files_count copied_files copied_files_count deleted_files deleted_files_count modified_files modified_files_count renamed_files renamed_files_count all_old_new_renamed_files all_old_new_renamed_files_count type_changed_files type_changed_files_count unmerged_files unmerged_files_count unknown_files unknown_files_count all_changed_and_modified_files all_changed_and_modified_files_count all_changed_files all_changed_files_count any_changed only_changed other_changed_files other_changed_files_count all_modified_files all_modified_files_count any_modified only_modified other_modified_files other_modified_files_count any_deleted only_deleted other_deleted_files other_deleted_files_count
@ v39 node20
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files_from_source_file_separator= files= files_separator= files_yaml= files_yaml_from_source_file= files_yaml_from_source_file_separator= files_ignore_yaml= files_ignore_yaml_from_source_file= files_ignore_yaml_from_source_file_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= files_ignore_from_source_file_separator= sha base_sha since= until= path= quotepath= diff_relative= dir_names= dir_names_max_depth dir_names_exclude_current_dir= dir_names_include_files= dir_names_include_files_separator= json= escape_json= fetch_depth= skip_initial_fetch= fetch_additional_submodule_history= since_last_remote_commit= write_output_files= output_dir= output_renamed_files_as_deleted_and_added= recover_deleted_files= recover_deleted_files_to_destination= recover_files= recover_files_separator= recover_files_ignore= recover_files_ignore_separator= token= api_url= fail_on_initial_diff_error= fail_on_submodule_diff_error=
o added_files added_files_count copied_files copied_files_count deleted_files deleted_files_count modified_files modified_files_count renamed_files renamed_files_count all_old_new_renamed_files all_old_new_renamed_files_count type_changed_files type_changed_files_count unmerged_files unmerged_files_count unknown_files unknown_files_count all_changed_and_modified_files all_changed_and_modified_files_count all_changed_files all_changed_files_count any_changed only_changed other_changed_files other_changed_files_count all_modified_files all_modified_files_count any_modified only_modified other_modified_files other_modified_files_count any_deleted only_deleted other_deleted_files other_deleted_files_count
@ v40 node20
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files_from_source_file_separator= files= files_separator= files_yaml= files_yaml_from_source_file= files_yaml_from_source_file_separator= files_ignore_yaml= files_ignore_yaml_from_source_file= files_ignore_yaml_from_source_file_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= files_ignore_from_source_file_separator= sha base_sha since= until= path= quotepath= diff_relative= dir_names= dir_names_max_depth dir_names_exclude_current_dir= dir_names_include_files= dir_names_include_files_separator= dir_names_deleted_files_include_only_deleted_dirs= json= escape_json= fetch_depth= skip_initial_fetch= fetch_additional_submodule_history= since_last_remote_commit= write_output_files= output_dir= output_renamed_files_as_deleted_and_added= recover_deleted_files= recover_deleted_files_to_destination= recover_files= recover_files_separator= recover_files_ignore= recover_files_ignore_separator= token= api_url= fail_on_initial_diff_error= fail_on_submodule_diff_error=
o added_files added_files_count copied_files copied_files_count deleted_files deleted_files_count modified_files modified_files_count renamed_files renamed_files_count all_old_new_renamed_files all_old_new_renamed_files_count type_changed_files type_changed_files_count unmerged_files unmerged_files_count unknown_files unknown_files_count all_changed_and_modified_files all_changed_and_modified_files_count all_changed_files all_changed_files_count any_changed only_changed other_changed_files other_changed_files_count all_modified_files all_modified_files_count any_modified only_modified other_modified_files other_modified_files_count any_deleted only_deleted other_deleted_files other_deleted_files_count modified_keys changed_keys
@ v41 node20
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files_from_source_file_separator= files= files_separator= files_yaml= files_yaml_from_source_file= files_yaml_from_source_file_separator= files_ignore_yaml= files_ignore_yaml_from_source_file= files_ignore_yaml_from_source_file_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= files_ignore_from_source_file_separator= sha base_sha since= until= path= quotepath= diff_relative= dir_names= dir_names_max_depth dir_names_exclude_current_dir= dir_names_include_files= dir_names_include_files_separator= dir_names_deleted_files_include_only_deleted_dirs= json= escape_json= safe_output= fetch_depth= skip_initial_fetch= fetch_additional_submodule_history= since_last_remote_commit= write_output_files= output_dir= output_renamed_files_as_deleted_and_added= recover_deleted_files= recover_deleted_files_to_destination= recover_files= recover_files_separator= recover_files_ignore= recover_files_ignore_separator= token= api_url= fail_on_initial_diff_error= fail_on_submodule_diff_error= negation_patterns_first=
o added_files added_files_count copied_files copied_files_count deleted_files deleted_files_count modified_files modified_files_count renamed_files renamed_files_count all_old_new_renamed_files all_old_new_renamed_files_count type_changed_files type_changed_files_count unmerged_files unmerged_files_count unknown_files unknown_files_count all_changed_and_modified_files all_changed_and_modified_files_count all_changed_files all_changed_files_count any_changed only_changed other_changed_files other_changed_files_count all_modified_files all_modified_files_count any_modified only_modified other_modified_files other_modified_files_count any_deleted only_deleted other_deleted_files other_deleted_files_count modified_keys changed_keys
@ v42 node20
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files_from_source_file_separator= files= files_separator= files_yaml= files_yaml_from_source_file= files_yaml_from_source_file_separator= files_ignore_yaml= files_ignore_yaml_from_source_file= files_ignore_yaml_from_source_file_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= files_ignore_from_source_file_separator= sha base_sha since= until= path= quotepath= diff_relative= dir_names= dir_names_max_depth dir_names_exclude_current_dir= dir_names_include_files= dir_names_include_files_separator= dir_names_deleted_files_include_only_deleted_dirs= json= escape_json= safe_output= fetch_depth= skip_initial_fetch= fetch_additional_submodule_history= since_last_remote_commit= write_output_files= output_dir= output_renamed_files_as_deleted_and_added= recover_deleted_files= recover_deleted_files_to_destination= recover_files= recover_files_separator= recover_files_ignore= recover_files_ignore_separator= token= api_url= use_rest_api= fail_on_initial_diff_error= fail_on_submodule_diff_error= negation_patterns_first=
o added_files added_files_count copied_files copied_files_count deleted_files deleted_files_count modified_files modified_files_count renamed_files renamed_files_count all_old_new_renamed_files all_old_new_renamed_files_count type_changed_files type_changed_files_count unmerged_files unmerged_files_count unknown_files unknown_files_count all_changed_and_modified_files all_changed_and_modified_files_count all_changed_files all_changed_files_count any_changed only_changed other_changed_files other_changed_files_count all_modified_files all_modified_files_count any_modified only_modified other_modified_files other_modified_files_count any_deleted only_deleted other_deleted_files other_deleted_files_count modified_keys changed_keys
@ v43 node20
@ v44 node20
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files_from_source_file_separator= files= files_separator= files_yaml= files_yaml_from_source_file= files_yaml_from_source_file_separator= files_ignore_yaml= files_ignore_yaml_from_source_file= files_ignore_yaml_from_source_file_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= files_ignore_from_source_file_separator= sha base_sha since= until= path= quotepath= diff_relative= dir_names= dir_names_max_depth dir_names_exclude_current_dir= dir_names_include_files= dir_names_include_files_separator= dir_names_deleted_files_include_only_deleted_dirs= json= escape_json= safe_output= fetch_depth= skip_initial_fetch= fetch_additional_submodule_history= since_last_remote_commit= write_output_files= output_dir= output_renamed_files_as_deleted_and_added= recover_deleted_files= recover_deleted_files_to_destination= recover_files= recover_files_separator= recover_files_ignore= recover_files_ignore_separator= token= api_url= use_rest_api= fail_on_initial_diff_error= fail_on_submodule_diff_error= negation_patterns_first= matrix=
o added_files added_files_count copied_files copied_files_count deleted_files deleted_files_count modified_files modified_files_count renamed_files renamed_files_count all_old_new_renamed_files all_old_new_renamed_files_count type_changed_files type_changed_files_count unmerged_files unmerged_files_count unknown_files unknown_files_count all_changed_and_modified_files all_changed_and_modified_files_count all_changed_files all_changed_files_count any_changed only_changed other_changed_files other_changed_files_count all_modified_files all_modified_files_count any_modified only_modified other_modified_files other_modified_files_count any_deleted only_deleted other_deleted_files other_deleted_files_count modified_keys changed_keys
@ v45 node20
@ v46 node20
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files_from_source_file_separator= files= files_separator= files_yaml= files_yaml_from_source_file= files_yaml_from_source_file_separator= files_ignore_yaml= files_ignore_yaml_from_source_file= files_ignore_yaml_from_source_file_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= files_ignore_from_source_file_separator= sha base_sha since= until= path= quotepath= diff_relative= dir_names= dir_names_max_depth dir_names_exclude_current_dir= dir_names_include_files= dir_names_include_files_separator= dir_names_deleted_files_include_only_deleted_dirs= json= escape_json= safe_output= fetch_depth= skip_initial_fetch= fetch_additional_submodule_history= since_last_remote_commit= write_output_files= output_dir= output_renamed_files_as_deleted_and_added= recover_deleted_files= recover_deleted_files_to_destination= recover_files= recover_files_separator= recover_files_ignore= recover_files_ignore_separator= token= api_url= use_rest_api= fail_on_initial_diff_error= fail_on_submodule_diff_error= negation_patterns_first= matrix= exclude_submodules= fetch_missing_history_max_retries= use_posix_path_separator= tags_pattern= tags_ignore_pattern=
o added_files added_files_count copied_files copied_files_count deleted_files deleted_files_count modified_files modified_files_count renamed_files renamed_files_count all_old_new_renamed_files all_old_new_renamed_files_count type_changed_files type_changed_files_count unmerged_files unmerged_files_count unknown_files unknown_files_count all_changed_and_modified_files all_changed_and_modified_files_count all_changed_files all_changed_files_count any_changed only_changed other_changed_files other_changed_files_count all_modified_files all_modified_files_count any_modified only_modified other_modified_files other_modified_files_count any_deleted only_deleted other_deleted_files other_deleted_files_count modified_keys changed_keys
@ v47 node24
i separator= include_all_old_new_renamed_files= old_new_separator= old_new_files_separator= files_from_source_file= files_from_source_file_separator= files= files_separator= files_yaml= files_yaml_from_source_file= files_yaml_from_source_file_separator= files_ignore_yaml= files_ignore_yaml_from_source_file= files_ignore_yaml_from_source_file_separator= files_ignore= files_ignore_separator= files_ignore_from_source_file= files_ignore_from_source_file_separator= sha base_sha since= until= path= quotepath= diff_relative= dir_names= dir_names_max_depth dir_names_exclude_current_dir= dir_names_include_files= dir_names_include_files_separator= dir_names_deleted_files_include_only_deleted_dirs= json= escape_json= safe_output= fetch_depth= skip_initial_fetch= fetch_additional_submodule_history= since_last_remote_commit= write_output_files= output_dir= output_renamed_files_as_deleted_and_added= recover_deleted_files= recover_deleted_files_to_destination= recover_files= recover_files_separator= recover_files_ignore= recover_files_ignore_separator= token= api_url= use_rest_api= fail_on_initial_diff_error= fail_on_submodule_diff_error= negation_patterns_first= matrix= exclude_submodules= fetch_missing_history_max_retries= use_posix_path_separator= tags_pattern= tags_ignore_pattern=
o added_files added_files_count any_added copied_files copied_files_count deleted_files deleted_files_count modified_files modified_files_count renamed_files renamed_files_count all_old_new_renamed_files all_old_new_renamed_files_count type_changed_files type_changed_files_count unmerged_files unmerged_files_count unknown_files unknown_files_count all_changed_and_modified_files all_changed_and_modified_files_count all_changed_files all_changed_files_count any_changed only_changed other_changed_files other_changed_files_count all_modified_files all_modified_files_count any_modified only_modified other_modified_files other_modified_files_count any_deleted only_deleted other_deleted_files other_deleted_files_count modified_keys changed_keys`,
};

export const RELEASES: Readonly<Record<string, string>> = {
  "actions-rs/toolchain": `16499b5e05bf2e26879000db0c1d13f7e13fa3af v1 v1.0.7
8e603f32c5c6eeca5b1b2d9d1e7464d926082f1d v1.0.0
6715f9d0303627ce07bdba78257fa8d4365faed3 v1.0.1
941154aed5c881b9b178eeff5509346926b02d1d v1.0.2
f0a61e67694777b069e203b84faf6fdab0666a44 v1.0.3
402d025565a7124c841a18e5e7c3c8dbe7adb5e0 v1.0.4
23cd1093e20e38434d112c680456aeb7be16e98c v1.0.5
b2417cde72dcf67f306c0ae8e0828a81bf0b189f v1.0.6`,
  "actions/attest-build-provenance": `10432055aa10f7b177e4acf0c848fc2e26375c0a v0.1.0
252cd7f6191f0d6fb569a82162b24179cc1274b1 v0.1.1
107023af5090cc62176ae6c575c74f9992a6dbe2 v0.2.0
ef244123eb79f2f7a7e75d99086184180e6d0018 v1 v1.4.4
897ed5eab6ed058a474202017ada7f40bfa52940 v1.0.0
f8d5ea8082b0d9f5ab855907be308fbd7eefb155 v1.1.0
951c0c5f8e375ad4efad33405ab77f7ded2358e4 v1.1.1
173725a1209d09b31f9d30a3890cf2757ebbff0d v1.1.2
49df96e17e918a15956db358890b08e61c704919 v1.2.0
3119152b59607c0d91a135e8d80c0d339f241a12 v1.3.0
534b352d658f90498fd148d231fdbf88f3886a3a v1.3.1
bdd51370e0416ac948727f861e03c2f05d32d78e v1.3.2
5e9cb68e95676991667494a6a4e59b8a2f13e1d0 v1.3.3
210c1913531870065f03ce1f9440dd87bc0938cd v1.4.0
310b0a4a3b0b78ef57ecda988ee04b132db73ef8 v1.4.1
6149ea5740be74af77f260b9db67e633f6b0a9a1 v1.4.2
1c608d11d69870c2092266b3f9a6f3abbf17002c v1.4.3
e8998f949152b193b063cb0ec769d69d929409be v2 v2.4.0
619dbb2e03e0189af0c55118e7d3c5e129e99726 v2.0.0
c4fbc648846ca6f503a13a2281a5e7b98aa57202 v2.0.1
7668571508540a607bdfd90a87a560489fe372eb v2.1.0
520d128f165991a6c774bcb264f323e3d70747f4 v2.2.0
f9eaf234fc1c2e333c1eca18177db0f44fa6ba52 v2.2.1
bd77c077858b8d561b7a36cbe48ef4cc642ca39d v2.2.2
c074443f1aee8d4aeeae555aebba3282517141b2 v2.2.3
db473fddc028af60658334401dc6fa3ffd8669fd v2.3.0
977bb373ede98d70efdf65b84cb5f73e068dcc2a v3 v3.0.0
00014ed6ed5efc5b1ab7f7f34a39eb55d41aa4f8 v3.1.0
96278af6caaf10aea03fd8d33a09a777ca52d62f v3.2.0
a2bbfa25375fe432b6a289bc6b6cd05ecd0c4c32 v4 v4.1.0
e4d4f7c39adfa4c260fb5c147f0622000aa14b99 v4.0.0`,
  "actions/cache": `e7ad80454a6127bc11c0f89f007eff9fecd8c4f7 v0.0.1
0da99ad140d4e8eb671003569d4e357fa825ff44 v0.0.2
f5ce41475b483ad7581884324a6eca9f48f8dcc7 v1 v1.2.1
9d8c7b4041799ff4995821122f3c4ce8934a36b7 v1.0.0
86dff562ab522d4b40945cd4cd51c5d4b4b40cbc v1.0.1
44543250bd1b1d68b70b6e9949c2a11f5b11d990 v1.0.2
cffae9552bb9f84b9812c1ee9ea2e3c0a70a797e v1.0.3
a505c2e7a6652a1d5727baf1c2dc5a5b2d1ecc60 v1.1.0
fe1055e9d167ff6b0247ec54ca5851b2701fe95c v1.1.1
70655ec8323daeeaa7ef06d7c56e1b9191396cbe v1.1.2
d9747005de0f7240e5d35a68dca96b3f41b8b340 v1.2.0
8492260343ad570701412c2f464a5877dc76bace v2
b8204782bbb5f872091ecc5eb9cb7d004e35b1fa v2.0.0
d29c1df198dd38ac88e0ae23a2881b99c2d20e68 v2.1.0
5ca27f25cb3a0babe750cad7e4fddd3e55f29e9a v2.1.1
d1255ad9362389eac595a9ae406b8e8cb3331f16 v2.1.2
0781355a23dac32fd3bac414512f4b903437991a v2.1.3
26968a09c0ea4f3e233fdddbafd1166051a095f6 v2.1.4
1a9e2138d905efd099035b49d8b7a3888c653ca8 v2.1.5
c64c572235d810460d0d6876e9c705ad5002b353 v2.1.6
937d24475381cd9c75ae6db12cb4e79714b926ed v2.1.7
2b250bc32ad02700b996b496c14ac8c2840a2991 v2.1.8
6f8efc29b200d32929f49075959781ed54ec270c v3 v3.5.0
4b0cf6cc4619e737324ddfcec08fff2413359514 v3.0.0
136d96b4aee02b1f0de3ba493b1d47135042d9c0 v3.0.1
56461b9eb0f8438fd15c7a9968e3c9ebb18ceff1 v3.0.10
9b0c1fce7a93df8e3bb8926b0d6e9d89e92f20a7 v3.0.11
48af2dc4a9e8278b89d7fa154b955c30c6aaab09 v3.0.2
30f413bfed0a2bc738fdfd409e5a9e96b24545fd v3.0.3
c3f1317a9e7b1ef106c153ac8c0f00fed3ddbc0d v3.0.4
0865c47f36e68161719c5b124609996bb5c40129 v3.0.5
f4278025ab0f432ce369118909e46deec636f50c v3.0.6
a7c34adf76222e77931dedbf4a45b2e4648ced19 v3.0.7
fd5de65bc895cf536527842281bea11763fefd77 v3.0.8
ac8075791e805656e71b4ba23325ace9e3421120 v3.0.9
a2137c625cf42636129d84ff5e5f0e8beac11a08 v3.1.0-beta v3.1.0-beta.3
4d2f35c1eb62d0810cd81a206982cdc8acc4e318 v3.1.0-beta.1
f33ca902b8d71720710197bdcfc32e40ccab65f9 v3.1.0-beta.2
c17f4bf4666a8001b1a45c09eb7a485c41aa64c3 v3.2.0
ed5e94a5f508b86f7084d217cef20fb6a212ad58 v3.2.0-beta v3.2.0-beta.1
c1a5de879eb890d062a85ee0252d6036480b1fe2 v3.2.1
4723a57e26efda3a62cbde1812113b730952852d v3.2.2
58c146cc91c5b9e778e71775dfe9bf1442ad9a12 v3.2.3
627f0f41f6904a5b1efbaed9f96d9eb58e92e920 v3.2.4
6998d139ddd3e68c71e9e398d8e40b71a2f39812 v3.2.5
69d9d449aced6a2ede0bc19182fadc3a0a42d2b0 v3.2.6
940f3d7cf195ba83374c77632d1e2cbb2f24ae68 v3.3.0
88522ab9f39a2ea568f7027eddc7d8d8bc9d59c8 v3.3.1
704facf57e6136b1bc63b828d79edcd491f0ee84 v3.3.2
e12d46a63a90f2fae62d114769bbf2a179198b5c v3.3.3
f4b3439a656ba812b8cb417d2d49f9c810103092 v3.4.0
58c1e461ab4154b5b12d40cb0e84792b845ab8ba v3.4.1
387e18722e6ff315b24a3b8b071feddd27b7bf7e v3.4.2
2f8e54208210a422b2efd51efaa6bd6d7ca8920f v3.4.3
0057852bfaa89a56745cba8c7296529d2fc39830 v4 v4.3.0
13aacd865c20de90d75de3b17ebe84f7a17d57d2 v4.0.0
ab5e6d0c87105b4c9c2047343972218f562e4319 v4.0.1
0c45773b623bea8c8e75f6c82b208c3cf94ea4f9 v4.0.2
2cdf405574d6ef1f33a1d12acccd3ae82f47b3f2 v4.1.0
3624ceb22c1c5a301c8db4169662070a689d9ea8 v4.1.1
6849a6489940f00c2f30c0fb92c6274307ccb58a v4.1.2
1bd1e32a3bdc45362d1e726936510720a7c30a57 v4.2.0
0c907a75c2c80ebcb7f088228285e798b750cf8f v4.2.1
d4323d4df104b026a6aa633fdb11d772146be0bf v4.2.2
5a3ec84eff668545956fd18022155c47e93e2684 v4.2.3
0400d5f644dc74513175e3cd8d07132dd4860809 v4.2.4
27d5ce7f107fe9357f9df03efb73ab90386fccae v5 v5.0.5
a7833574556fa59680c1b7cb190c1735db73ebf0 v5.0.0
9255dc7a253b0ccc959486e2bca901246202afeb v5.0.1
8b402f58fbc84540c8b491a91e594a4576fec3d7 v5.0.2
cdf6c1fa76f9f475f3d7449005a359c84ca0f306 v5.0.3
668228422ae6a00e4ad889ee87cd7109ec5666a7 v5.0.4`,
  "actions/checkout": `af513c7a016048ae468971c52ed77d9562c7c819 1.0.0 v1.0.0
50fbc622fc4ef5163becd7fab6573eac35f8462e v1 v1.2.0
0b496e91ec7ae4428c3ed2eeb4c3a40df431f2cc v1.1.0
0717577d45739eb3c851188b29f50ed6c0b2194e v2 v2.8.0
a6747255bd19d7a757dbdda8c654a9f84db19839 v2-beta
722adc63f1aa60a57ec37892e133b1d319cae598 v2.0.0
01aecccf739ca6ff86c0539fbc67a7a5007bbc81 v2.1.0
86f86b36ef15e6570752e7175f451a512eac206b v2.1.1
aabbfeb2ce60b5bd82389903509092c4648a9713 v2.2.0
b4483adec309c0d01a5435c5e24eb40de5773ad9 v2.3.0
28c7f3d2b5162b5ddd3dfd9a45aa55eaf396478b v2.3.1
2036a08e25fa78bbd946711a407b529a0a1204bf v2.3.2
a81bbbf8298c0fa03ea29cdc473d45769f953675 v2.3.3
5a4ac9002d0be2fb38bd78e4b4dbde5606d7042f v2.3.4
1e204e9a9253d643386038d443f96446fa156a97 v2.3.5
ec3a7ce113134d7a93b817d10a8272cb61118579 v2.4.0
f25a3a9f25bd5f4c5d77189cab02ff357b5aedeb v2.4.1
7884fcad6b5d53d10323aee724dc68d8b9096a2e v2.4.2
e2f20e631ae6d7dd3b768f56a5d2af784dd54791 v2.5.0
dc323e67f16fb5f7663d20ff7941f27f5809e9b6 v2.6.0
ee0669bd1cc54295c223e0bb666b733df41de1c5 v2.7.0
a37ce9120846195fa4ece8f58b268e6043cb2f26 v3 v3.7.0
a12a3943b4bdde767164f792f33f40b04645d846 v3.0.0
dcd71f646680f2efd8db4afa5ad64fdcba30e748 v3.0.1
2541b1294d2704b0964813337f33b291d3f8596b v3.0.2
93ea575cb5d8a053eaa0ac8fa3b40d7e05a33cc8 v3.1.0
755da8c3cf115ac066823e79a1e1788f8940201b v3.2.0
ac593985615ec2ede58e132d2e21d2b1cbd6127c v3.3.0
24cb9080177205b6e8c946b17badbe402adc938f v3.4.0
8f4b7f84864484a7bf31766abe9204da3cbe65b3 v3.5.0
83b7061638ee4956cf7545a6f7efe594e5ad0247 v3.5.1
8e5e7e5ab8b370d6c329ec480221332ada57f0ab v3.5.2
c85c95e3d7251135ab7dc9ce3241c5835cc595a9 v3.5.3
f43a0e5ff2bd294095638e18286ca9a3d1956744 v3.6.0
11d5960a326750d5838078e36cf38b85af677262 v4 v4.4.0
1e31de5234b9f8995739874a8ce0492dc87873e2 v4.0.0
8ade135a41bc03ea155e62e844d188df1ea18608 v4.1.0
b4ffde65f46336ab88eb53be808477a3936bae11 v4.1.1
9bb56186c3b09b4f86b1c65136769dd318469633 v4.1.2
1d96c772d19495a3b5c517cd2bc0cb401ea0529f v4.1.3
0ad4b8fadaa221de15dcec353f45205ec38ea70b v4.1.4
44c2b7a8a4ea60a981eaca3cf939b5f4305c123b v4.1.5
a5ac7e51b41094c92402da3b24376905380afc29 v4.1.6
692973e3d937129bcbf40652eb9f2f61becf3332 v4.1.7
d632683dd7b4114ad314bca15554477dd762a938 v4.2.0
eef61447b9ff4aafe5dcd4e0bbf5d482be7e7871 v4.2.1
11bd71901bbe5b1630ceea73d27597364c9af683 v4.2.2
08eba0b27e820071cde6df949e0beb9ba4906955 v4.3.0
34e114876b0b11c390a56381ad16ebd13914f8d5 v4.3.1
fbc6f3992d24b796d5a048ff273f7fcc4a7b6c09 v5 v5.1.0
08c6903cd8c0fde910a37f88322edcfb5dd907a8 v5.0.0
93cb6efe18208431cddfb8368fd83d5badbf9bfd v5.0.1
d23441a48e516b6c34aea4fa41551a30e30af803 v6 v6.1.0
71cf2267d89c5cb81562390fa70a37fa40b1305e v6-beta
1af3b93b6815bc44a9784bd300feb67ff0d1eeb3 v6.0.0
8e8c483db84b4bee98b60c0593521ed34d9990e8 v6.0.1
de0fac2e4500dabe0009e67214ff5f5447ce83dd v6.0.2
df4cb1c069e1874edd31b4311f1884172cec0e10 v6.0.3
3d3c42e5aac5ba805825da76410c181273ba90b1 v7 v7.0.1
9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0 v7.0.0`,
  "actions/configure-pages": `5983edfe76a1b59a942c25df61668f0af686facf v0 v0.1.0
9a141972ca62e4def3a31137a5a086ba5c58572a v1 v1.2.1
677bce179795ae7b05138538c8665f62cd0cdd7c v1.0.0
e22fa7ebed408f1742133d89012dbe1dad4646fc v1.1.0
f71d3d08f0abfe9cbb23e527dc9f633beabf97bc v1.2.0
c5a3e1159e0cbdf0845eb8811bd39e39fc3099c2 v2 v2.1.3
61fd3a3cc1d0a4c8dae3bce7d897863ccdedb25d v2.0.0
45efe609374726fd94570f0e5a4c32f41675e823 v2.1.0
2ce6d5eaa1f7b36a30c9b424cd73fab661857cfe v2.1.1
d875fa8dc18209f310fe6999f4cfbc96ee372c2b v2.1.2
b8130d9ab958b325bbde9786d62f2c97a9885a0e v3 v3.0.7
5992ce8fd557229bb0e98f78a89136a149cc9758 v3.0.0
3c444c051bb5fc873069cfcc236eb93f78b5b0f5 v3.0.1
37538b280cbfab35da9dcd936a2b95f1f522d927 v3.0.2
23968016b84114783636d0e42f3c8a39137d811d v3.0.3
fc89b04e7d263ef510d9e77d3a1d088fb2688522 v3.0.4
7110e9e03ffb4a421945e5d0607007b8e9f1f52b v3.0.5
f156874f8191504dae5b037505266ed5dda6c382 v3.0.6
1f0c5cde4bc74cd7e1254d0cb4de8d49e9068c7d v4 v4.0.0
983d7736d9b0ae728b81ab479565c72886d7745b v5 v5.0.0`,
  "actions/create-github-app-token": `d72941d797fd3113feb6b93fd0dec494b13a2547 v1 v1.12.0
f45685208fd9b88321d74015b5996fc8c3e43d18 v1.0.0
c08b7942e4f16842e11846de387178fdd8a4dc1a v1.0.1
847634eeb36664e2d49db18add847e3fe1a183db v1.0.2
c04bb41e616d2a16422908c7ca1b81930f23079b v1.0.3
12aa81137bd7fec724cf23ab0c54092261f59830 v1.0.4
cb1fcdda590f1dd2a7c771cfa62e50bb4ac1cfa5 v1.0.5
803e078eb599890256679b164357599b8681de13 v1.1.0
27ab48741c28e6dacb5a36198383bd4cff9595d1 v1.1.1
bc256c234bf48ffdee7ae27409ebc7f9aa3c8ab4 v1.1.2
2540ed49e5d6bea751bf3da363bb5b5a6fcf0c07 v1.1.3
35d8ea9fdbb6820e6377ef8ec809b2e7e38203eb v1.1.4
17cde8a7d84fe69209226a73af1acac6c76392d5 v1.1.5
a0de6af83968303c8c955486bf9739a57d23c7f1 v1.10.0
c8f55efbd427e7465d6da1106e7979bc8aaee856 v1.10.1
ad38cffc07bac6e3857755914c4c88bfd2db4da4 v1.10.2
31c86eb3b33c9b601a1f60f98dcbfd1d70f379b4 v1.10.3
3378cda945da322a8db4b193e19d46352ebe2de5 v1.10.4
5d869da34e18e7287c1daad50e0b8ea0f506ce69 v1.11.0
c1a285145b9d317df6ced56c09f525b5c2b6f755 v1.11.1
136412a57a7081aa63c935a2cc2918f76c34f514 v1.11.2
67e27a7eb7db372a1c61a7f9bdab8699e9ee57f7 v1.11.3
c14f92a8f9fd9aff60349b9d5bb2f2d9933926bd v1.11.4
0d564482f06ca65fa9e77e2510873638c82206f2 v1.11.5
21cfef2b496dd8ef5b904c159339626a10ad380e v1.11.6
af35edadc00be37caa72ed9f3e6d5f7801bfdf09 v1.11.7
c72844caa414e2d425452f9bb8372a514153cc22 v1.2.0
49ce228ea7cddec9f88dd09c5b7740dbac82d7ba v1.2.1
5804f049e1ab39f8b6e41c4c42f121d2e04c781b v1.2.2
d400084c451fa94cb8392553d58863d2a2fba09c v1.3.0
8210939678727129ae3a36a8a361102561481c3b v1.4.0
9d97a4282b2c51a2f4f0465b9326399f53c890d4 v1.5.0
eaddb9eb7e4226c68cf4b39f167c83e5bd132b3e v1.5.1
e995b4e40ace2eb5bf13137d9abe242c98f3aab6 v1.6.0
46e4a501e119d39574a54e53a06c9a705efc55c9 v1.6.1
2986852ad836768dfea7781f31828eb3e17990fa v1.6.2
f04aa94d10cf56334d1c580e077ce2e3569e805d v1.6.3
c4fa18d55c5d49e6a2793e351ea4938322c61072 v1.6.4
86576b355dd19da0519e0bdb63d8edb5bcf76a25 v1.7.0
f4c6bf6752984b3a29fcc135a5e70eb792c40c6b v1.8.0
e8e39f73bb84fdf315a015fa3104f314c0a258b4 v1.8.1
bf627a5a4415baceb13b8feb7cdbe1f4b112dc8d v1.8.2
f2acddfb5195534d487896a656232b016a682f3c v1.9.0
78e5f2ddc08efcb88fbbee6cfa3fed770ba550c3 v1.9.1
6c406e8a244fdf6bbf79e6cc8a91504a48d2c2ce v1.9.2
7bfa3a4717ef143a604ee0a99d859b8886a96d00 v1.9.3
fee1f7d63c2ff003460e3d139729b119787bc349 v2 v2.2.2
064492a9a1762067169d50c792a7dc02bc3d1254 v2.0.0
86e24964d68ec4c8b52e8e73e2592920edeef469 v2.0.1
3ff1caaa28b64c9cc276ce0a02e2ff584f3900c5 v2.0.2
30bf6253fa41bdc8d1501d202ad15287582246b4 v2.0.3
4821f52fa7a8e45784f1d99cdb1c27bec9f00720 v2.0.4
db3cdf40984fe6fd25ae19ac2bf2f4886ae8d959 v2.0.5
df432ceedc7162793a195dd1713ff69aefc7379e v2.0.6
0f859bf9e69e887678d5bbfbee594437cb440ffe v2.1.0
a8d616148505b5069dccd32f177bb87d7f39123b v2.1.1
def152b8a737443d7af6c5722c6389146fe90c90 v2.1.2
1526738aa46502312d4f6ba7779d432c61dc4e36 v2.1.3
67018539274d69449ef7c02e8e71183d1719ab42 v2.1.4
7e473efe3cb98aa54f8d4bac15400b15fad77d94 v2.2.0
29824e69f54612133e76f7eaac726eef6c875baf v2.2.1
1b10c78c7865c340bc4f6099eb2f838309f1e8c3 v3 v3.1.1
f8d387b68d61c58ab83c6c016672934102569859 v3.0.0
fb1c7fda2b8e4c84bf45f93f9c0b45525505fa0f v3.0.0-beta.1
bf559f85448f9380bcfa2899dbdc01eb5b37be3a v3.0.0-beta.2
d28ad69b67987ea5250d27ac9e84f88f4d5f22fa v3.0.0-beta.3
a7f885bf4560200d03183ed941cb6fb072e4b343 v3.0.0-beta.4
28bdc1ab050106beb81ba1030e6a5885378a7c49 v3.0.0-beta.5
a0d050558c7a879dddc07b2160b9a07eb0e9ebc7 v3.0.0-beta.6
7bd03711494f032dfa3be3558f7dc8787b0be333 v3.1.0`,
  "actions/dependency-review-action": `a9c83d3af6b9031e20feba03b904645bb23d1dab v1 v1.0.2
3f943b86c9a289f4e632c632695e2e0898d9d67d v1.0.0
39e692fa323107ef86d8fdac0067ce647f239bd7 v1.0.1
0efb1d1d84fc9633afcdaad14c485cbbc90ef46c v2 v2.5.1
97790d29c7fb370b5e1edbec513501e78789337d v2.0.0
aabd50a60d6c84ff6d888ca2b89536802fda3cf6 v2.0.1
1c59cdf2a9c7f29c90e8da32237eb04b81bad9f0 v2.0.2
b83777ffd05c369a0c2ffdab25e6b66321d30629 v2.0.3
94145f3150bfabdc97540cbd5f7e926306ea7744 v2.0.4
23d1ffffb6fa5401173051ec21eba8c35242733f v2.1.0
2b96ea7f03d82de498e97b42e6bee3f7cb0dafaa v2.2.0
284319451007d5ba938e4afb047f602d7f2cd6c6 v2.3.0
375c5370086bfff256c37f8beec0f437e2e72ae1 v2.4.0
9c96258789e5d9e85fe4ca86115ba4cc62b780cf v2.4.1
fd675ced9c17f1393071e1a2e685ab527e585a0c v2.5.0
cc4f6536e38d1126c5e3b0683d469a14f23bfea4 v3
30d582111533d59ab793fd9f971817241654f3ec v3.0.0
11310527b429536e263dc6cc47873e608189ba21 v3.0.1
0ff3da6f81b812d4ec3cf37a04e2308c7a723730 v3.0.2
c090f4e553673e6e505ea70d6a95362ee12adb94 v3.0.3
f46c48ed6d4f1227fb2d9ea62bf6bcbed315589e v3.0.4
554aaf5c3df777861fd6b5604c62ad618043e3f0 v3.0.5
1360a344ccb0ab6e9475edef90ad2f46bf8003b1 v3.0.6
7d90b4f05fea31dde1c4a1fb3fa787e197ea93ab v3.0.7
f6fff72a3217f580d5afd49a46826795305b63c7 v3.0.8
6c5ccdad469c9f8a2996bfecaec55a631a347034 v3.1.0
9f45b2463b475767b61721ccfef113fef513e6aa v3.1.1
fde92acd0840415674c16b39c7d703fc28bc511e v3.1.2
7bbfa034e752445ea40215fff1c3bf9597993d3f v3.1.3
01bc87099ba56df1e897b6874784491ea6309bc4 v3.1.4
c74b580d73376b7750d3d2a50bfb8adc2c937507 v3.1.5
4901385134134e04cec5fbe5ddfe3b2c5bd5d976 v4.0.0
80f10bf419f34980065523f5efca7ebed17576aa v4.1.0
fd07d42ce87ab09f10c61a2d1a5e59e6c655620a v4.1.1
be8bc500ee15e96754d2a6f2d34be14e945a46f3 v4.1.2
9129d7d40b8c12c1ed0f60400d00c92d437adcce v4.1.3
0fa40c3c10055986a88de3baa0d6ec17c5a894b3 v4.2.3
733dd5d4a5203f238c33806593ec0f5fc5343d8c v4.2.4
5bbc3ba658137598168acb2ab73b21c432dd411b v4.2.5
e58c696e52cac8e62d61cc21fda89565d71505d7 v4.3.0 v4.3.1
0c155c5e8556a497adf53f2c18edabf945ed8e70 v4.3.2
72eb03d02c7872a771aacd928f3123ac62ad6d3a v4.3.3
5a2ce3f5b92ee19cbb1541a4984c76d921601d7c v4.3.4
a6993e2c61fd5dc440b409aa1d6904921c5e1894 v4.3.5
4081bf99e2866ebe428fc0477b69eb4fcda7220a v4.4.0
3b139cfc5fae8b618d3eae3675e383bb1769c019 v4.5.0
ce3cf9537a52e8119d91fd484ab5b8a807627bf8 v4.6.0
38ecb5b593bf0eb19e335c03f97670f792489a8b v4.7.0
da24556b548a50705dd671f47852072ea4c105d9 v4.7.1
bc41886e18ea39df68b1b1245f4184881938e050 v4.7.2
595b5aeba73380359d98a5e087f648dbb0edce1b v4.7.3
31c9f175b9cbbdee66d6ab34ed35e2c827f8be10 v4.7.4
56339e523c0409420f6c2c9a2f4292bbb3c07dd3 v4.8.0
40c09b7dc99638e5ddb0bfd91c1673effc064d8a v4.8.1
3c4e3dcb1aa7874d2c16be7d79418e9b7efd6261 v4.8.2
05fe4576374b728f0c523d6a13d64c25081e0803 v4.8.3
2031cfc080254a8a887f58cffee85186f0e49e48 v4.9.0`,
  "actions/deploy-pages": `f27bcc15848fdcdcc02f01754eb838e44bcf389b v1 v1.2.9
2db1b9561bee667bb800bcabbcb19993c292015d v1-beta
479e82243a95585ebee8ab037c4bfd8e6356a47b v1.0.1
114f9cc1f8e24d8f64390960ea709a5a19d09b39 v1.0.10
a68b5a4ae1b1c4d6bc49d182e6bc34f9cb805bb1 v1.0.2
0e157789db7150a58c973ef0425856ed8445dc7d v1.0.3
eaf36f48c9dc4e0985be499e83eb0696d19916ac v1.0.4
0745e9700cad5d3cfc6334426cfd08ef31eb9062 v1.0.5
41f0a8ab89d351ea96212ba3df02dcdb0976a5e2 v1.0.6
eaaccf9fc5bdd22d4a09b60d72b4c2dd07d8ad37 v1.0.7
e490850a64fea2143eb618fcd4453e397842ae0c v1.0.8
a87638c69ce253619c881e20b8c40a3ed5aeec2c v1.0.9
c2379ec5e719a934ec613038d081879b58c9d7df v1.1.0
44d42469122ee9e44e202f0a0fab6f266fb3f139 v1.2.0
75c1124b142c363849aac2d23c005a4faf87c90f v1.2.1
69a62cdfa4c32e0d925268597986261876cac577 v1.2.2
20a4baa1095bad40ba7d6ca0d9abbc220b76603f v1.2.3
0243b6c10d06cb8e95ed8ee471231877621202c0 v1.2.4
497da40f5225e762159b457c9ae5d6f75a136f5c v1.2.5
e690f03220f8a0e2d4da521d8b3a50e0b52650e0 v1.2.6
7fec4b245d2292f2713ef02d5488349a5da05175 v1.2.7
dcda0bb2bcba68842abb9414982734cde54a96d8 v1.2.8
de14547edc9944350dc0481aa5b7afb08e75f254 v2 v2.0.5
73e62e651178eeba977de2dc9f4c7645b3d01015 v2.0.0
af48cf94a42f2c634308b1c9dc0151830b6f190a v2.0.1
ee48c7b82e077d7b8ef30b50a719e6a792a50c9a v2.0.2
12ab2b16cf43a7a061fe99da74b6f8f11fb77f5b v2.0.3
9dbe3824824f8a1377b8e298bafde1a50ede43e5 v2.0.4
13b55b33dd8996121833dbc1db458c793a334630 v3 v3.0.1
77d7344265e1f960dab5c00dbff52287a70b0d4f v3.0.0
cd2ce8fcbc39b97be8ca5fce6e763baed58fa128 v3.0.2-node.24 v5 v5.0.0
d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e v4 v4.0.5
f33f41b675f0ab2dc5a6863c9a170fe83af3571e v4.0.0
d8af841ac341d06640cbe393899ae55e59e77c00 v4.0.1
7a9bd943aa5e5175aeb8502edcc6c1c02d398e10 v4.0.2
87c3283f01cd6fe19a0ab93a23b2f6fcba5a8e42 v4.0.3
decdde0ac072f6dcbe43649d82d9c635fff5b4e4 v4.0.4`,
  "actions/download-artifact": `18f0f591fbc635562c815484d73b6e8e3980482e 1.0.0 v1 v1.0.0
cbed621e49e4c01b044d60f6c80ea4ed6328b281 v2 v2.1.1
1de1dea89c32dcb1f37183c96fe85cfe067b682a v2.0
1ac47ba4b6af92e65d0438b64ce1ea49ce1cc48d v2.0.1
3be87be14a055c47b01d3bd88f8fe02320a9bb60 v2.0.10
381af06b4268a1e0ad7b7c7e5a09f1894977120f v2.0.2
80d2d4023c185001eacb50e37afd7dd667ba8044 v2.0.3
b3cedea9bed36890c824f4065163b667eeca272b v2.0.4
c3f5d00c8784369c43779f3d2611769594a61f7a v2.0.5
f8e41fbffeebb48c0273438d220bb2387727471f v2.0.6
f144d3c3916a86f4d6b11ff379d17a49d8f85dbc v2.0.7
4a7a711286f30c025902c28b541c10e147a9b843 v2.0.8
158ca71f7c614ae705e79f25522ef4658df18253 v2.0.9
f023be2c48cc18debc3bacd34cb396e0295e2869 v2.1.0
9bc31d5ccc31df68ecc42ccf4149144866c47d8a v3 v3.0.2
246d7188e736d3686f6d19628d253ede9697bd55 v3-node20
fb598a63ae348fa914e94cd0ff38f362e927b741 v3.0.0
9782bd6a9848b53b110e712e20e42d89988822b7 v3.0.1
a9bc5e6ef2cb54c177f32aa5726adaa15e7e2d59 v3.1.0
ad191675b41f6a5b46da9a048cb6893812da158b v3.1.0-node20
d3f86a106a0bac45b974a628896c90dbdf5c8093 v4 v4.3.0
7a1cd3216ca9260cd8022db641d960b1db4d1be4 v4.0.0
f44cd7b40bfd40b6aa1cc1b9b5b7bf03d3c67110 v4.1.0
6b208ae046db98c579e8a3aa621ab581ff575935 v4.1.1
eaceaf801fd36c7dee90939fad912460b18a1ffe v4.1.2
87c55149d96e628cc2ef7e6fc2aab372015aec85 v4.1.3
c850b930e6ba138125429b7e5c93fc707a7f8427 v4.1.4
8caf195ad4b1dee92908e23f56eeb0696f1dd42d v4.1.5
9c19ed7fe5d278cd354c7dfd5d3b88589c7e2395 v4.1.6
65a9edc5881444af0b9093a5e628f2fe47ea3b2e v4.1.7
fa0a91b85d4f404e444e00e005971372dc801d16 v4.1.8
cc203385981b70ca67e1cc392babf9cc229d5806 v4.1.9
b14cf4c92620c250e1c074ab0a5800e37df86765 v4.2.0
95815c38cf2ff2164869cbab79da8d1f422bc89e v4.2.1
634f93cb2916e3fdff6788551b99b062d0335ce0 v5 v5.0.0
018cc2cf5baa6db3ef3c5f8a56943fffe632ef53 v6 v6.0.0
37930b1c2abaa49bbe596cd826c3c89aef350131 v7 v7.0.0
3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c v8 v8.0.1
70fc10c6e5e1ce46ad2ea6f2b72d43f7d47b13c3 v8.0.0`,
  "actions/github-script": `a113ccad712e70be3e508e3d30dc5532d351c84e 0.1.0
e5da67d39584bc686fb8876607bb0834fc3405b0 0.2.0
9f3a1f13430422c9dc3079464b4161c4de25fc42 0.3.0
83e4cfe60ad25a2d0637965c993eb54c325d6d8d 0.4.0
f3c2f2ea28920389cd1cd8e8361cade92bbf0d54 0.5.0
5363c89495e2ddaea4a64feb5f586af2cb6118c0 0.6.0
0cb5c91bd3608bf215b3cbc01abdc38c8163ea5e 0.7.0
80a5e943b446817466ff17e8b61cb80848641ed6 0.8.0
5d03ada4b0a753e9460b312e61cc4f8fdeacf163 0.9.0
c7971c2fc036368a2c59c8d48a0357dad1780f0d v1 v1.1 v1.1.0
048309c447b73d5fbfdd84dbec60d1a88060d096 v1.0 v1.0.0
c20b4a79d3f025f44e5e7e7803645ca9e2415a96 v1.0.1
4aed96e0ba636e3df2423e6887c9a83ef8522d6d v2 v2.1.0
44b873bc975058192f5279ebe7579496381f575d v2.0 v2.0.1
6e5ee1dc1cb3740e5e5e76ad668e3f526edbfe45 v2.0.0
ffc2c79a5b2490bd33e0a41c1de74b877714d736 v3 v3.2.0
3c58ce3675ed384a4289ff500446f7d740747805 v3.0 v3.0.2
626af12fe9a53dc2972b48385e7fe7dec79145c9 v3.0.0
ff0a9e81a89f1e88123c5220630578ec6ae2ef99 v3.0.1
f05a81df23035049204b043b50c3322045ce7eb3 v3.1 v3.1.1
47f7cf65b5ced0830a325f705cad64f2f58dddf7 v3.1.0
10b53a9ec6c222bb4ce97aa6bd2b5f739696b536 v4 v4.2.0
a3e7071a34d7e1f219a8a4de9a5e0a34d1ee1293 v4.0 v4.0.2
95fb649573b4020d9a24b4480947c1746afcb137 v4.0.0
85e88a66eaa831097093a3d278536947f2984d20 v4.0.1
deb7ae927cc19ae3a8b57293dd5cd2f16171e1e2 v4.1 v4.1.1
f891eff65186019cbb3f7190c4590bc0a1b76fbc v4.1.0
211cb3fefb35a799baa5156f9321bb774fe56294 v5 v5.2.0
441359b1a30438de65712c2fbca0abe4816fa667 v5.0.0
e3cbab99d3a9b271e1b79fc96d103a4a5534998c v5.1.0
9b7ebbb458768465bb03f28bbef5aa6b5d9d5baf v5.1.1
d7906e4ad0b1822421a7e6a35d5ca353c962f410 v6 v6.4.1
9ac08808f993958e9de277fe43a64532a609130e v6.0.0
7a5c598405937d486b0331594b5da2b14db670da v6.1.0
d50f485531ba88479582bc2da03ff424389af5c1 v6.1.1
c713e510dbd7d213d92d41b7a7805a986f4c5c66 v6.2.0
d4560e157075e2d93aa3022b5b51a42a880f1f93 v6.3.0
7dff1a87643417cf3b95bb10b29f4c4bc60d8ebd v6.3.1
100527700e8b29ca817ac0e0dfbfc5e8ff38edda v6.3.2
d556feaca394842dc55e4734bf3bb9f685482fa0 v6.3.3
98814c53be79b1d30f795b907e553d8679345975 v6.4.0
f28e40c7f34bde8b3046d885e986cb6290c5673b v7 v7.1.0
e69ef5462fd455e02edcaf4dd7708eda96b9eda0 v7.0.0
60a0d83039c74a4aee543508d2ffcb1c3799cdea v7.0.1
ed597411d8f924073f98dfc5c65a23a2325f34cd v8 v8.0.0`,
  "actions/labeler": `5f867a63be70efff62b767459b009290364495eb 2.2.0 v2
ab3b5b5adc388f1ab12f919f3ef0fe6ff870bdb9 v1.0.0
26d986477233e2ffd305d08a335654674e379854 v2.0.0
04aa5dbc72538e0b9194c658a9ad6026b865d039 v2.1.0
c5c9bd0f54850043af418b8e6b45324d32027454 v2.1.1
26546f6c4d63b6c0623e8e39bde7869e3c2b1d7b v3
fa244eaba5c3a196c5312fbef1e5ff0cf5350dc5 v3-preview
9794b1493b6f1fa7b006c5f8635a19c76c98be95 v3.0.0
5682b7c5137476cceba78108d82b25ae7897cc7c v3.0.1
69da01b8e0929f147b8943611bee75ee4175a49e v3.0.2
3d612d72e6784a1a65365cc6d33b5a001c12bf10 v3.1.0
ac9175f8a1f3625fd0d4fb234536d26811351594 v4 v4.3.0
9fd24f1f9d6ceb64ba34d181b329ee72f99978a0 v4.0.0
e54e5b338fbd6e6cdb5d60f51c22335fc57c401e v4.0.1
5c7539237e04b714afd8ad9b4aed733815b9fab4 v4.0.2
ba790c862c380240c6d5e7427be5ace9a05c754b v4.0.3
0776a679364a9a16110aac8d0f40f5e11009e327 v4.0.4
9fcb2c2f5584144ca754f8bfe8c6f81e77753375 v4.1.0
0967ca812e7fdc8f5f71402a1b486d5bd061fe20 v4.2.0
8558fd74291d67161a8a78ce36a881fa63b766a9 v5 v5.0.0
4f052778de9a9b80cb16cfb9079b02287285a4cb v5.0.0-alpha.1
f4eefdc6597b5595d931f60cf9be372ea8584b52 v5.0.0-beta.1
b8dd2d9be0f68b860e7dae5dae7d772984eacd6d v6 v6.2.0
f1a63e87db0c6baf19c5713083f8d00d789ca184 v6.0.0
634933edcd8ababfe52f92936142cc22ac488b1b v6.0.1
f27b608878404679385c85cfa523b85ccb86e213 v6.1.0
bf12e9b00b37c5c0ca2b87b79b2daf7891dbda13 v7 v7.0.0`,
  "actions/setup-dotnet": `871f041373faaad213a635d9afb62905ec029bbb v1 v1.10.1
dc30e5defeb4a0047e149c684eab597f5f37f67d v1.0.0
fe9489df580ee62bc4638711b73f13670f274ffa v1.0.1
56ad7c692775dd91f93f2dc92b2ec61101dde8a7 v1.0.2
1c11308e52f154b08fc294b00056edf61e0e251a v1.1.0
71a4fd9b27383962fc5df13a9c871636b43199b4 v1.10.0
6c0e2a2a6b8dbd557c411f0bd105b341d4ce40d2 v1.2.0
bb95ce727fd49ec1a65933419cc7c91747785302 v1.2.1
76585d940e5f55d68876fd283831119d7d7f5cc3 v1.3.0
b7821147f564527086410e8edd122d89b4b9602f v1.4.0
6efb2bd78f16e08562660f8246d6bd76adf6281f v1.5.0
b8681684f4df82ee538aeb7d04ee28f99b7e5ac3 v1.6.0
9d7c66c348ab5f4a3a03ba63dd5b15f59208cdfa v1.7.0
7a98346f51166aa847a6eeafa446690816e007b7 v1.7.1
51f68377c181a79065c61bd492bd49be4575c439 v1.7.2
a71d1eb2c86af85faa8c772c03fb365e377e45ea v1.8.0
53063334342b67eb3f5066a7ac9151683aa30b96 v1.8.1
5a3fa01c67e60dba8f95e2878436c7151c4b5f01 v1.8.2
499789684c9a0d41c9b3f0d66a785ba17b1d51ab v1.9.0
608ee757cfcce72c2e91e99aca128e0cae67de87 v1.9.1
8e6bd2905eef86446227f003dda1deb3916c4aaf v2 v2.2.1
9211491ffb35dd6a6657ca4f45d43dfe6e97c829 v2.0.0
c0d4ad69d8bd405d234f1c9166d383b7a4f69ed8 v2.1.0
a351d9ea84bc76ec7508debf02a39d88f8b6c0c0 v2.1.1
aab9aab748f8033383c9d71b9f744b3a8aa20249 v2.2.0
55ec9447dda3d1cf6bd587150f3262f30ee10815 v3 v3.4.2
c7e7147fd3e41056e75a761416c06f5fa781b5fb v3.0.0
45c9f236cf9a0c09d11298348f6ed06bd81914c0 v3.0.1
4d4a70f4a5b2a5a5329f13be4ac933f2c9206ac0 v3.0.2
607fce577a46308457984d59e4954e075820f10a v3.0.3
aa983c550dfda0d1722b6ac6aed55724ffacc6d3 v3.1.0
3447fd6a9f9e57506b15f895c5b76d3b197dc7c2 v3.2.0
ea9897a6e57642ca932850b656df2880bc7cd2a8 v3.3.0
b2ace4b12f4cec1b96b6361ff2694ba9e931ceb4 v3.3.1
a6d1e7b915ae77c8e9b38fc13c33c087a9e98437 v3.4.0
70918d1a1fac634686d9891df4c3e5de1c886d18 v3.4.1
67a3573c9a986a3f9c594539f4ab511d57bb3ce9 v4 v4.3.1
4d6c8fcf3c8f7a60068d26b594648e99df24cee3 v4.0.0
6bd8b7f7774af54e05809fcc5431931b3eb1ddee v4.0.1
3e891b0cb619bf60e2c25674b222b8940e2c1c25 v4.1.0
87b7050bc53ea08284295505d98d2aa94301e852 v4.2.0
3951f0dfe7a07e2313ec93c75700083e2005cbab v4.3.0
26b0ec14cb23fa6904739307f278c14f94c95bf1 v5 v5.4.0
d4c94342e560b34958eacfc5d055d21461ed1c5d v5.0.0
2016bd2012dba4e32de620c46fe006a3ac9f0602 v5.0.1
baa11fbfe1d6520db94683bd5c7a3818018e4309 v5.1.0
c2fa09f4bde5ebb9d1777cf28262a3eb3db3ced7 v5.2.0
9a946fdbd5fb07b82b2f5a4466058b876ab72bb2 v5.3.0
a98b56852c35b8e3190ac28c8c2271da59106c68 v6 v6.0.0`,
  "actions/setup-go": `0caeaed6fd66a828038c2da3c0f662a42862658f v1 v1.1.3
58fca98f91e83c6442c09dc7175251c60ee9877c v1.0.0
818723587f041a921450ba8adf4e69063a18d821 v1.0.1
632d18fc920ce2926be9c976a5465e1854adc7bd v1.0.2
4efa1b82d1ccb78c5d339a7c908f557258cd9837 v1.1.0
75259a5ae02e59409ee6c4fa1e37ed46ea4e5b8d v1.1.1
9fbc767707c286e568c92927bbf57d76b73e0892 v1.1.2
bfdd3570ce990073878bf10f6b2d79082de49492 v2 v2.2.0
78bd24e01a1a907f7ea3e614b4d7c15e563585a8 v2-beta v2.0.3
a030287975ff7f1ca42ec32271c63f040f47980e v2.0.1
202a594963a9e1a516bf54e080c4838a3a488bc6 v2.0.2
1616116e1b39417f86ba049745f1a8946d4d00e7 v2.1.0
d0c5defdf364f1d1fb07530c000084836192af9c v2.1.1
8a3a76c2171de8c3be20bec507b6d829ccae48ba v2.1.2
37335c7bb261b353407cff977110895fa0b4f7d8 v2.1.3
331ce1d993939866bb63c32c6cbbfd48fa76fc57 v2.1.4
424fc82d43fa5a37540bae62709ddcc23d9520d4 v2.1.5
be3c94b385c4f180051c996d336f57a34c397495 v3 v3.6.1
f6164bd8c8acb4a71fb2791a8b6c4024ff038dab v3.0.0
fcdc43634adb5f7ae75a9d7a9b9361790f7293e2 v3.1.0
b22fbbc2921299758641fab08929b4ac52b32923 v3.2.0
84cbf8094393cdc5fe1fe1671ff2647332956b1a v3.2.1
268d8c0ca0432bb2cf416faae41297df9d262d7f v3.3.0
c4a742cab115ed795e34d4513e2cf7d472deb55f v3.3.1
d0a58c1c4d2b25278816e339b944508c875f3613 v3.4.0
6edd4406fa81c3da01a34fa6f6343087c207a568 v3.5.0
b4b75a2513cf0d6b063c254fbe9006f785164ad0 v3.6.0
7b8cf10d4e4a01d4992d18a89f4d7dc5a3e6d6f4 v4 v4.3.0
4d34df0c2316fe8122ab82dc22947d607c0c91f9 v4.0.0
fac708d6674e30b6ba41289acaab6d4b75aa0753 v4.0.1
93397bea11091df50f3d7e59dc26a7711a8bcfbe v4.1.0
cd53bc84d5e2fd85362f4cb840513e06427082d3 v4.2.0
19bb51245e9c80abacb2e91cc42b33fa478b8639 v4.2.1
40f1582b2485089dde7abd97c1529aa768e1baff v5 v5.6.0
0c52d547c9bc32b1aa3301fd7a9cb496313a4491 v5.0.0
cdcb36043654635271a94b9a6d1392de5bb323a7 v5.0.1
0a12ed9d6a96ab950c8f026ed9f722fe0da7ef32 v5.0.2
41dfa10bad2bb2ae585af6ee5bb4d7d973ad74ed v5.1.0
3041bf56c941b39c61721a86cd11f3bb1338122a v5.2.0
f111f3307d8850f501ac008e886eec1fd1932a34 v5.3.0
0aaccfd150d50ccaeb58ebd88d36e91967a5f35b v5.4.0
d35c59abb061a4a6fb18e82ac0862c26744d6ab5 v5.5.0
924ae3a1cded613372ab5595356fb5720e22ba16 v6 v6.5.0
44694675825211faa026b3c33043df3e48a5fa00 v6.0.0
4dc6199c7b1a012772edbd06daecab0f50c9053c v6.1.0
7a3fe6cf4cb3a834922a1244abfce67bcef6a0c5 v6.2.0
4b73464bb391d4059bd26b0524d20df3927bd417 v6.3.0
4a3601121dd01d1626a1e23e37211e3254c1c06c v6.4.0
b7ad1dad31e06c5925ef5d2fc7ad053ef454303e v7 v7.0.0`,
  "actions/setup-java": `0f62d2ad8407a414cddd4790bed06fd9ebda0f56 v1 v1.4.5
204b974cf476e9709b6fab0c59007578676321c5 v1.0 v1.1.0
3e0c421c42e4c2844465d7eca4fe5e3b460c2217 v1.0.0
475978becf74a4aeff0e47eec6e2a4c4a330c548 v1.0.1
081536e071ff3a163d5f6b0a4ffdcd2745e0e2f6 v1.2.0
b74d5a6a962763ad3655696a314a4b34df4896c2 v1.3.0
1253a7eed45cc6191dc4bd9cacd3542878479569 v1.4.0
3019d15cad3f7d2657e77aa6efe0571b3a89d0b4 v1.4.1
8bb50d97d6b4d316daf284fdf8eafbfc988421fc v1.4.2
d202f5dbf7256730fb690ec59f6381650114feb2 v1.4.3
b6e674f4b717d7b0ae3baee0fbe79f498905dfde v1.4.4
215b7e5f829ab9cac114c149667e57dc1b70b4bc v2 v2.5.2
8764a52df183aa0ccea74521dfd9d506ffc7a19a v2.0.0
d9126d7df2f1b080b603441eaf5810ced3614e78 v2.1.0
4b1b3d4a82f726de9ba1945f8c6967b67caf5dcd v2.2.0
3bc31aaf88e8fc94dc1e632d48af61be5ca8721c v2.3.0
8db439b6b47e5e12312bf036760bbaa6893481ac v2.3.1
5f00602cd1b2819185d88dc7a1b1985f598c6705 v2.4.0
f0bb91606209742fe3ea40199be2f3ef195ecabf v2.5.0
91d3aa4956ec4a53e477c4907347b5e3481be8c9 v2.5.1
e9fbacdec3bb3b6036605a3e6f7995d66773a8c6 v3 v3.14.2
f69f00b5e5324696b07f6b1c92f0470a6df00780 v3.0.0
0aa6f2a84f8634ac1a1bd81dfdf6d5aab98c70f1 v3.1.0
9519cf1382ac8dc61ad461f7f7cb45f033220189 v3.1.1
3f07048e3d294f56e9b90ac5ea2c6f74e9ad0f98 v3.10.0
5ffc13f4174014e2d4d4572b3d74c3fa61aeb2c2 v3.11.0
cd89f46ac9d01407894225f350157564c9c7cee2 v3.12.0
0ab4596768b603586c0de567f2430c30f5b0d2b0 v3.13.0
dda1638bc011456727caa31df8804f3862d862c8 v3.14.0
17f84c3641ba7b8f6deff6309fc4c864478f5d62 v3.14.1
4fe61d24fe5472910b93bdeffb8aad49f979d862 v3.2.0
860f60056505705214d223b91ed7a30f173f6142 v3.3.0
16cca5479d7c6b6843f6a6515640ba33c6501543 v3.4.0
2c7a4878f5d120bd643426d54ae1209b29cc01a3 v3.4.1
d854b6da19cdadd9a010605529e522c2393ebd38 v3.5.0
a18c333f3f14249953dab3e186e5e21bf3390f1d v3.5.1
de1bb2b0c5634f0fc4438d7aa9944e68f9bf86cc v3.6.0
c3ac5dd0ed8db40fedb61c32fbe677e6b355e94c v3.8.0
1df8dbefe2a8cbc99770194893dd902763bee34b v3.9.0
cf277c60eb25467037889841efdb72551f06f6c3 v4 v4.9.1
387ac29b308b003ca37ba93a6cab5eb57c8f5f93 v4.0.0
9704b39bf258b59bc04b50fa2dd55e9ed76b47a8 v4.1.0
5896cecc08fd8a1fbdfaf517e29b571164b031f7 v4.2.0
99b8673ff64fbf99d8d325f52d9a5bdedb8483e9 v4.2.1
6a0805fcefea3d4657a47ac4c165951e33482018 v4.2.2
2dfa2011c5b2a0f1489bf9e433881c92c1631f88 v4.3.0
b36c23c0d998641eff861008f374ee103c25ac73 v4.4.0
8df1039502a15bceb9433410b1a100fbe190c53b v4.5.0
7a6d8a8234af8eb26422e24e3006232cccaa061b v4.6.0
3a4f6e1af504cf6a31855fa899c6aa5355ba6c12 v4.7.0
c5195efecf7bdfc987ee8bae7a71cb8b11521c00 v4.7.1
c1e323688fd81a25caa38c78aa6df2d33d3e20d9 v4.8.0
d7793b545071e98d581d3bf084a51c3213318a07 v4.9.0
b6effb05e454b25005698d916606bdc6ffcbf961 v5 v5.7.0
dded0888837ed1f317902acf8a20df0ad188d165 v5.0.0
f2beeb24e141e01a676f977032f5a29d81c9e27e v5.1.0
be666c2fcd27ec809703dec50e508c2fdc7f6654 v5.2.0
ad2b38190b15e4d6bdf0c97fb4fca8412226d287 v5.3.0
1bcf9fb12cf4aa7d266a90ae39939e61372fe520 v5.4.0
0f481fcb613427c0f801b606911222b5b6f3083a v5.5.0
03ad4de0992f5dab5e18fcb136590ce7c4a0ac95 v5.6.0`,
  "actions/setup-node": `f1f314fca9dfce2769ece7d933488f076716723e v1 v1.4.6
0d7d2ca66539aca4af6c5102e29a33757e2c2d2c v1.0.0
9580326150d2ee14fdc290ab1d7d5fa11e64f3e6 v1.0.1
ea546c14bf2618d82e09407b899bcb32ed9ab992 v1.0.2
401832ee6450765bf6640e4179c200c79deb4856 v1.0.3
fc9ff49b90869a686df00e922af871c12215986a v1.0.4
5273d0df9c603edc4284ac8402cf650b4f1f6686 v1.1.0
dd2e8a486fdc1071872c594d5388fd6dce1a7534 v1.1.1
8de2f9fcbc73a4ff49e2c9df61041a0f03f10914 v1.1.2
c35dd24c52f85b8c80fd1619f6bc7b9e82c840db v1.2.0
b6651e20e530d6e6b845a9828606779e89f5529c v1.3.0
1c5c1375b3817ad821719597effe8e3d6f764930 v1.4.0
83c9f7a7df54d6b57455f7c57ac414f2ae5fb8de v1.4.1
44c9c187283081e4e88b54b0efad9e9d468165a4 v1.4.2
4bb8c450539a93c2c5789587ecde80fc8c939605 v1.4.3
56899e050abffc08c2b3b61f3ec6a79a9dc3223d v1.4.4
eb416799cf1940b81fd8e0dd34624aaf47e572f3 v1.4.5
7c12f8017d5436eb855f1ed4399f037a36fbd9e8 v2 v2.5.2
27082cecf3ff7a1742dbd5e12605f0cb59dce2d9 v2-beta v2.1.3
e434342e4e324065b1b19b24586c710a1a68d2d7 v2.0.0
1ae8f4b1fd89676f69b55d3dd6932b6df089ff7b v2.1.0
321b6ccb03083caa2ad22b27dc4b45335212e824 v2.1.1
c6fd00ceb9747fb23ffdf72987450a2664414867 v2.1.2
c46424eee26de4078d34105d3de3cc4992202b1e v2.1.4
46071b5c7a2e0c34e49c3cb8a0e792e86e18d5ea v2.1.5
38d90ce44d5275ad62cc48384b3d8a58c500bb5f v2.2.0
aa759c6c94d3800c55b8601f21ba4b2371704cb7 v2.3.0
d6e3b5539ed7e5ccd26c3459e26c7c817f4e9068 v2.3.1
4d0182af5ead0b7bf53e87e49aa959476f5501d3 v2.3.2
25316bbc1f10ac9d8798711f44914b1cf3c4e954 v2.4.0
270253e841af726300e85d718a5f606959b2903c v2.4.1
04c56d2f954f1e4c69436aa54cfef261a018f458 v2.5.0
1f8c6b94b26d0feae1e387ca63ccbdc44d27b561 v2.5.1
3235b876344d2a9aa001b8d1453c930bba69e610 v3 v3.9.1
9ced9a43a244f3ac94f13bfd896db8c8f30da67a v3.0.0
5b52f097d36d4b0b2f94ed6de710023fbb8b2236 v3.1.0
56337c425554a6be30cdef71bf441f15be286854 v3.1.1
17f8bd926464a1afa4c6a11669539e9c1ba77048 v3.2.0
eeb10cff27034e7acf239c5d29f62154018672fd v3.3.0
5b949b50c3461bbcd5a540b150c368278160234a v3.4.0
2fddd8803e2f5c9604345a0b591c3020ee971a93 v3.4.1
969bd2663942d722d85b6a8626225850c2f7be4b v3.5.0
8c91899e586c5b171469028077307d293428b516 v3.5.1
64ed1c7eab4cce3362f8c340dee64e5eaeef8f7c v3.6.0
e33196f7422957bea03ed53f6fbb155025ffc7b8 v3.7.0
bea5baf987ba7aa777a8a0b4ace377a21c45c381 v3.8.0
5e21ff4d9bc1a8cf6de233a3057d20ec6b3fb69d v3.8.1
1a4442cacd436585916779262731d5b162bc6ec7 v3.8.2
dbe1369d7be17e7823f8c1ee1ae8bec5779239dd v3.9.0
49933ea5288caeca8642d1e84afbd3f7d6820020 v4 v4.4.0
8f152de45cc393bb48ce5d89d36b731f54556e65 v4.0.0
b39b52d1213e96004bfcb1c61a8a6fa8ab84f3e8 v4.0.1
60edb5dd545a775178f52524783378180af0d1f8 v4.0.2
1e60f620b9541d16bece96c5465dc8ee9832be0b v4.0.3
0a44ba7841725637a19e28fa30b79a866c81b0a6 v4.0.4
39370e3970a6d050c480ffad4ff0ed4d3fdee5af v4.1.0
1d0ff469b7ec7b3cb9d8673fde0c81c44821de2a v4.2.0
cdca7365b2dadb8aad0a33bc7601856ffabcc48e v4.3.0
a0853c24544627f65ddf259abe73b1d18a591444 v5 v5.0.0
249970729cb0ef3589644e2896645e5dc5ba9c38 v6 v6.5.0
2028fbc5c25fe9cf00d9f06a71cc4710d4507903 v6.0.0
395ad3262231945c25e8478fd5baf05154b1d79f v6.1.0
6044e13b5dc448c55e2357c09f80417699197238 v6.2.0
53b83947a5a98c8d113130e565377fae1a50d02f v6.3.0
48b55a011bda9f5d6aeb4c2d9c7362e8dae4041e v6.4.0
820762786026740c76f36085b0efc47a31fe5020 v7 v7.0.0`,
  "actions/setup-python": `0f07f7f756721ebd886c2462646a35f78a8bc4de v1 v1.2.4
5dc682444b783d6c1abdc04d2f5c83e6d34e07a9 v1.0.0
e336b852d5f9655a0094c046d25132683519d762 v1.0.1
6f6fcee33085a7661a7333ea58b4e32714b0f91f v1.1.0
28a6c1b915d5808acb3da49af7063544ebfbe085 v1.1.1
9ac730844c47e52575257e93faf193c4530bc095 v1.2.0
accf67571967d721d89ae5e9d9a97f2af986e36e v1.2.1
da8703fb2381e18850cd454684f09394b5ec8f8c v1.2.2
152ba7c4dd6521b8e9c93f72d362ce03bf6c4f20 v1.2.3
e9aba2c848f5ebd159c070c61ea2c4e2b122355e v2 v2.3.4
6c4e46d258ee4bf9a1263c78a91ec029bbe54cf0 v2.0.0
807b74f98ca701f414ddaa8a4187e7cffa93cbbd v2.0.1
7a69c2bc7dc38832443a11bc7c2550ba96c6f45c v2.0.2
7010ec794f55ed6e9a6b0fa34cdfcc5bbc6137b2 v2.1.0
0c28554988f6ccf1a4e2818e703679796e41a214 v2.1.1
24156c231c5e9d581bde27d0cdbb72715060ea51 v2.1.2
c181ffa198a1248f902bc2f7965d2f9a36c2d7f6 v2.1.3
41b7212b1668f5de9d65e9c82aa777e6bbedb3a8 v2.1.4
8c5ea631b2b2d5d8840cf4a2b183a8a0edc1e40d v2.2.0
3105fb18c05ddd93efea5f9e0bef7a03a6e9e7df v2.2.1
dc73133d4da04e56a135ae2246682783cc7c7cb6 v2.2.2
0066b88440aa9562be742e2c60ee750fc57d8849 v2.3.0
f38219332975fe8f9c04cca981d674bf22aea1d3 v2.3.1
7f80679172b057fc5e90d70d197929d454754a5a v2.3.2
75f3110429a8c05be0e1bf360334e4cced2b63fa v2.3.3
3542bca2639a428e1796aaa6a2ffef0c0f575566 v3 v3.1.4
0ebf233433c08fb9061af664d501c3f3ff0e9e20 v3.0.0
9c644ca2ab8e57ea0a487b5ec2f8290740378bfd v3.1.0
21c0493ecfd34b1217f0a90ec19a327f3cc0a048 v3.1.1
98f2ad02fd48d057ee3b4d4f66525b231c3e52b6 v3.1.2
48e4ac706204bab735867521ba54b3276c883d00 v3.1.3
7f4fc3e22c37d6ff65e88745f38bd3157c663f7c v4 v4.9.1
d09bd5e6005b175076f227b13d9730d56e9dcfcb v4.0.0
c4e89fac7e8767b327bbad6cb4d859eda999cf08 v4.1.0
b55428b1882923874294fa556849718a1d7f2ca5 v4.2.0
13ae5bb136fac2878aff31522b9efb785519f984 v4.3.0
2c3dd9e7e29afd70cc0950079bde6c979d1f69f9 v4.3.1
5ccb29d8773c3f3f653e1705f474dfaa8a06a912 v4.4.0
d27e3f3d7c64b4bbf8e4abfb9b63b83e846e0435 v4.5.0
57ded4d7d5e986d7296eab16560982c6dd7c923b v4.6.0
bd6b4b6205c4dbad673328db7b31b7fab9e241c0 v4.6.1
61a6322f88396a6271a6ee3565807d608ecaddd1 v4.7.0
65d7f2d534ac1bc67fcd62888c5f4f3d2cb2b236 v4.7.1
b64ffcaf5b410884ad320a9cfac8866006a109aa v4.8.0
3605726ffa6ef7750b99ff496e5b88248b414e26 v4.9.0
a26af69be951a213d495a4c3e4e4022e16d87065 v5 v5.6.0
0a5c61591373683505ea898e09a3ea4f39ef2b9c v5.0.0
82c7e631bb3cdc910f68e0081d67478d79c6982d v5.1.0
39cd14951b08e74b54015e9e001cdefcf80e669f v5.1.1
f677139bbe7f9c59b41e40162b753c062f5d49a3 v5.2.0
0b93645e9fea7318ecaed2b359559ac225c90a2b v5.3.0
42375524e23c412d93fb67b49958b491fce71c38 v5.4.0
8d9ed9ac5c53483de85588cdf95a591a75ab9f55 v5.5.0
ece7cb06caefa5fff74198d8649806c4678c61a1 v6 v6.3.0
e797f83bcb11b83ae66e0230d6156d7c80228e7c v6.0.0
83679a892e2d95755f2dac6acb0bfd1e9ac5d548 v6.1.0
a309ff8b426b58ec0e2a45f0f869d46889d02405 v6.2.0
5fda3b95a4ea91299a34e894583c3862153e4b97 v7 v7.0.0`,
  "actions/stale": `39d106ae30bad592a8b2d7f0ed24cd11e02a74d8 1.0.0
9c1b1c6e115ca2af09755448e0dbba24e5061cc8 5.1.1 v5.1.1
0649bd81195b7ac109fbf9dde113af7e58a78b8e v1 v1.1.1
cc7f3505fc24bd9c0c827f80ed80337e4e96c5c8 v1.0.1 v1.0.2
c201d45ef4b0ccbd3bb0616f93bae13e73d0a080 v1.1.0
eb5cf3af3ac0a1aa4c9c45633dd1ae542a27a899 v10 v10.3.0
3a9db7e6a41a89f618792c92c0e97cc736e1b13f v10.0.0
5f858e3efba33a5ca4407a664cc011ad407f2008 v10.1.0
997185467fa4f803885201cee163a9f38240193d v10.1.1
b5d41d4e1d5dceea10e7104786b73624c18a190f v10.2.0
12a070b05f62413662e98aefbbe8ce72464abae2 v2 v2.0.1
a23bda33c4225b647b29bfd95383061ba33dc40d v2.0.0
98ed4cb500039dbcccf4bd9bedada4d0187f2757 v3 v3.0.19
e611bf905b8b2c6f32fd31efbd31577eb7dea48e v3.0.0
71d46bfe23d9fd522fb7f7156715ffde70c112e4 v3.0.1
e976731ae824d9e0165ade8f9e2e8f1743b2fc09 v3.0.10
1849651e2aa1b1d6d2cba4c90c719f4b6c929a28 v3.0.11
44f9eae0adddf72dbf3eedfacc999f70afcec1a8 v3.0.12
af4072615903a8b031f986d25b1ae3bf45ec44d4 v3.0.13
87c2b794b9b47a9bec68ae03c01aeb572ffebdb1 v3.0.14
86561461b92875de77a8b2d2e75f004c826e8f45 v3.0.15
9d6f46564a515a9ea11e7762ab3957ee58ca50da v3.0.16
996798eb71ef485dc4c7b4d3285842d714040c4a v3.0.17
3b3c3f03cd4d8e2b61e179ef744a0d20efbe90b4 v3.0.18
5ce6b77f2c77bb8b81cae7c7c2dc93f2baafb40e v3.0.2
96b682d29f2b26168a8b283c62da1ad3f1262120 v3.0.3
b6f9559915bf61a510aee92d2fdebec12bb9b335 v3.0.4
db0a20585c3e37ce41794bcd0a682c565b4619ec v3.0.5
d7468118d7d4d435ec3e4eb53515d6068fd395ad v3.0.6
e169e4e1497f7b09b7083bec5445224c072ec9f3 v3.0.7
32507178a3f24205bb0f785ecfafa063bd591660 v3.0.8
1e5e734da7bd7ea04daf52d9f1c6540e83867b73 v3.0.9
a20b814fb01b71def3bd6f56e7494d667ddf28da v4 v4.1.1
cdf15f641adb27a71842045a94023bef6945e3aa v4.0.0
7fb802b3079a276cf3c7e6ba9aa003c665b3f838 v4.1.0
f7176fd3007623b69d27091f9b9d4ab7995f0a06 v5 v5.2.1
3cc123766321e9f15a6676375c154ccffb12a358 v5.0.0
532554b8a8498a0e006fbcde824b048728c4178f v5.1.0
99b6c709598e2b0d0841cd037aaf1ba07a4410bd v5.2.0
5ebf00ea0e4c1561e9b43a292ed34424fb1d4578 v6 v6.0.1
3de2653986ebd134983c79fe2be5d45cc3d9f4e1 v6.0.0
6f05e4244c9a0b2ed3401882b05d701dd0a7289b v7 v7.0.0
1160a2240286f5da8ec72b1c0816ce2481aabf84 v8 v8.0.0
5bef64f19d7facfb25b37b414482c7164d639639 v9 v9.1.0
28ca1036281a5e5922ead5184a1bbf96e5fc984e v9.0.0`,
  "actions/upload-artifact": `3446296876d12d4e3a0f3145a3c87e67bf0a16b5 1.0.0 v1 v1.0.0
ebad382c0953e8c6b4039e8d30dfd19ee7b2a862 2.1.0 v2.1.0
82c141cc518b40d92cc801eee768e7aafc9c2fa2 v2 v2.3.1
97b7dace6c8d860ce9708aba808be6a2ee4cbc3a v2.0.1
5f948bc1f0a251f88bb4c9b1c3dfa6cbd1327dc5 v2.1.1
c8879bf5aef7bef66f9b82b197f34c4eeeb1731b v2.1.2
268d7547644ab8a9d0c1163299e59a1f5d93f39b v2.1.3
58740802ef971a2d71eff71e63d48ab68d1f5507 v2.1.4
27bce4eee761b5bc643f46a8dfb41b430c8d05f6 v2.2.0
726a6dcd0199f578459862705eed35cda05af50b v2.2.1
e448a9b857ee2131e752b06002bf0e093c65e571 v2.2.2
ee69f02b3dfdecd58bb31b4d133da38ba6fe3700 v2.2.3
27121b0bdffd731efa15d66772be8dc71245d074 v2.2.4
da838ae9595ac94171fa2d4de5a2f117b3e7ac32 v2.3.0
ff15f0306b3f739f7b6fd43fb5d26cd321bd4de5 v3 v3.2.1
c24449f33cd45d4826c6702db7e49f7cdb9b551d v3-node20 v3.2.1-node20
6673cd052c4cd6fcf4b4e6e60ea986c889389535 v3.0.0
3cea5372237819ed00197afe530f5a7ea3e805c8 v3.1.0
83fd05a356d7e2593de66fc9913b3002723633cb v3.1.1
0b7f8abb1508181956e8e162db84b466c27e18ce v3.1.2
a8a3f3ad30e3422c9c7b888a15615d19a852ae32 v3.1.3
9ee08a3b00e91a926cc9547dc79589c20872452f v3.2.0
672174a5bad8453f715436e010047cb8fa7680be v3.2.0-node20
ea165f8d65b6e75b540449e92b4886f43607fa02 v4 v4.6.2
c7d193f32edcb7bfad88892161225aeda64e9392 v4.0.0
1eb3cb2b3e0f29609092a73eb033bb759a334595 v4.1.0
694cdabd8bdb0f10b2cea11669e1bf5453eed0a6 v4.2.0
26f96dfa697d77e81fd5907df203aa23a56210a8 v4.3.0
5d5d22a31266ced268874388b861e4b58bb5c2f3 v4.3.1
1746f4ab65b179e0ea60a494b83293b640dd5bba v4.3.2
65462800fd760344b1a7b4382951275a0abb4808 v4.3.3
0b2256b8c012f0828dc542b3febcab082c67f72b v4.3.4
89ef406dd8d7e03cfd12d9e0a4a378f454709029 v4.3.5
834a144ee995460fba8ed112a2fc961b36a5ec5a v4.3.6
50769540e7f4bd5e21e526ee35c689e35e0d6874 v4.4.0
604373da6381bf24206979c74d06a550515601b9 v4.4.1
84480863f228bb9747b473957fcc9e309aa96097 v4.4.2
b4b15b8c7c6ac21ea08fcf65892d2ee8f75cf882 v4.4.3
6f51ac03b9356f520e9adb1b1b7802705f340c2b v4.5.0
65c4c4a1ddee5b72f698fdd19549f0f0fb45cf08 v4.6.0
4cec3d8aa04e39d1a68397de0c4cd6fb9dce8ec1 v4.6.1
330a01c490aca151604b8cf639adc76d48f6c5d4 v5 v5.0.0
b7c566a772e6b6bfb58ed0dc250532a479d7789f v6 v6.0.0
bbbca2ddaa5d8feaa63e36b76fdaad77386f024f v7 v7.0.0`,
  "actions/upload-pages-artifact": `5abd6d2e035406f412d089536ee922a104d12f2b v0 v0.1.0
84bb4cd4b733d5c320c9c9cfbc354937524f4d64 v1 v1.0.10
9bd2be689963d897ab0e2bf68e8d7485beee7436 v1.0.0
ceec27c96bc4983b4e6c48bee599d67014b8db2e v1.0.1
f4e69017a716d2d729b620cba1f4016257fedec6 v1.0.2
6a57e48bf6d74ddc95cf0cfa136a09fff27067b8 v1.0.3
a597aecd27af1cf14095ccaa29169358e3d91e28 v1.0.4
4506126207ed04f7c31e67d0b20154fc373f2505 v1.0.5
c8641e80048cf33d329c39df3bcc53196178335a v1.0.6
253fd476ed429e83b7aae64a92a75b4ceb1a17cf v1.0.7
64bcae551a7b18bcb9a09042ddf1960979799187 v1.0.8
66b63f4a7de003f4f00cc8e9af4b83b8f2abdb96 v1.0.9
a753861a5debcf57bf8b404356158c8e1e33150c v2 v2.0.0
56afc609e74202658d3ffba0e8f6dda462b719fa v3 v3.0.1
0252fc4ba7626f0298f0cf00902a25c6afc77fa8 v3.0.0
7b1f4a764d45c48632c6b24a0339c27f5614fb0b v4 v4.0.0
fc324d3547104276b827a68afc52ff2a11cc49c9 v5 v5.0.0`,
  "amannn/action-semantic-pull-request": `11102e07d076290fcd5a49bed862b0112ef486ec v1.0.0
9144e213143aefc55f0d4271ab6dc0fa94e52dba v1.0.1
ffa48ba0f26d4fd65a74d02608c8aaaf7535eb43 v1.1.0
6cbdc3fd7bafc7ef2555b46e69ddaa30663d3a8c v1.1.1
132e039fa405f9c08a75d867067ef051cef58f6a v1.2.0
22bf65e1038eb0decbe07ee877955ce51a40d15e v1.2.1
557b368818057671290792fb86f2b57c3d806af2 v1.2.10
cb5a1ac2b8a126a41226bfb5c00e41523efc8f41 v1.2.2
d57d486abc7b368ffee94bbc84361d90064596e0 v1.2.3
0f2bc72bd11d484e24411527114694351f3aa353 v1.2.4
78559164c6e2034786e28fb92135d2f6c000a418 v1.2.5
948a17d00fe9560a2e0ef6360633aa9d63e4221b v1.2.6
6d89d64dae7790ca069ce93a19106bcf9adc7d26 v1.2.7
fc71bdaed6e918c444e480d7906f72c5b8a5e158 v1.2.8
000c892ddaad5b8425bff2f81c349ceda969218f v1.2.9
fd13dede8d951e10b701983658632563f8e4dd82 v2.0.0
4add7716aa63c8eed3b8c81e6bd2ac500db92401 v2.1.0
153d429823cc133a83ab5d92065465a5c2f0d8b7 v2.1.1
e92d269774194a4d390ad91a817b19ccb588410e v2.2.0
ad47c64a77f00b53fe0a6b41d9a65f14c2e0b5fd v3 v3.6.0
21d965a3bd320e9e6535f73d6bceff3bd368150d v3.0.0
d2ab30dcffc66150340abb5b947d518a3c3ce9cb v3.1.0
ac1ac225c5538b5f9fa5a74a2963eeb09d88ef84 v3.2.0
c199519141a7055b4d82e2c0162df9365b19ef2c v3.2.1
439d2d137b97a01488d4b9e18d85fa21fd38bf92 v3.2.2
71a74e9d131e8d7c16cd672a42937ac88b1375db v3.2.3
fffb514316c2e9789f37c1ac9af617f0299309b3 v3.2.4
0f53de81a0b51f0a777d0af8c99544a51596562f v3.2.5
81acd1c603cf23bd6f6fbe16be9e882cd25cd4e6 v3.2.6
3301e0e038fd3af9f257f815119b6bdf371bf2c3 v3.3.0
db6e259b93f286e3416eef27aaae88935d16cf2e v3.4.0
c2fc95bdb955dd8bde609dddb4f725a1fa9c35fb v3.4.1
25e3275e19cd5b3577a99478084255065002897c v3.4.2
4e3bb783d20e44dbf17994ce4a28f8444449e765 v3.4.3
64af21fcd40adf9128bc9fd99b2d566437682b07 v3.4.4
4feeedbc065232b05e657d69d072355d0c7cb8ea v3.4.5
7bfb19c48fc334d3dacb072cf982e81535041209 v3.4.6
e682a390b8f9f522ca538b5b5514b8cde08f1857 v3.5.0
536f681e2c60d973396eb60457d42ced8cd3f61a v3.7.0
505e44b4f33b4c801f063838b3f053990ee46ea7 v4 v4.6.0
9607b12adafa558efac7cbb4078d6f47001eaf5b v4.0.0
c550c946d5e73d5310a5718997502b9f5a8e9e84 v4.0.1
04cc956a3601c765333cbd1c08e137120df96b81 v4.1.0
0eb081bc9c35210408951834a444794406eff6f8 v4.2.0
b4011711b945563fe63ffa9654c38d1782532528 v4.3.0
bc0a635f0c6bdf5af06a87cdb20ac66d121c58a4 v4.4.0
91682d013dea3ff257520b9b68c9cb93ced4fe9b v4.5.0
e32d7e603df1aa1ba07e981f2a23455dee596825 v5
5369185dc9812f174fa58b03b13b79920b68f8e1 v5.0.0
570204e54c9030a6cb7ef781c492e76c1798d1c0 v5.0.1
01d5fd8a8ebb9aafe902c40c53f0f4744f7381eb v5.0.2
b6bca70dcd3e56e896605356ce09b76f7e1e0d39 v5.1.0
c3cd5d1ea3580753008872425915e343e351ab54 v5.2.0
47b15d52c5c30e94a17ec87eb8dd51ff5221fed9 v5.3.0
e9fabac35e210fea40ca5b14c0da95a099eff26f v5.4.0
c24d6dd07c69e0826c52021944f216b2e3192535 v5.5.0
9ebc021bcf7ac66f840f985c84d0ef77afd5e8d9 v5.5.1
cfb60706e18bc85e8aec535e3c577abe8f70378e v5.5.2
0723387faaf9b38adef4775cd42cfd5155ed6017 v5.5.3
48f256284bd46cdaab1048c3721360e808335d50 v6 v6.1.1
04a8d177d951f6d3dff9f6fbfa336354c60a1112 v6.0.0
fdd4d3ddf614fbcd8c29e4b106d3bbe0cb2c605d v6.0.1
7f33ba792281b034f64e96f4c0b5496782dd3b37 v6.1.0`,
  "aquasecurity/trivy-action": `57a97c7e7821a5776cebc9bb87c984fa69cba8f1 0.35.0 v0.35.0
1a6fec9b145c9fef6dd2ff0712cedde272febadc v0.0.1
f5e208a156392ee19cad188ecb4819501dde005f v0.0.11
c6431cf821072224b4ce4357b182721074a8e313 v0.0.12
e2054f8b6a198eae9abb3562bdb43bdd8cafd24f v0.0.13
b38389f8efef9798810fe0c5b5096ac198cffd54 v0.0.14
341f810bd602419f966a081da3f4debedc3e5c8e v0.0.15
9789b6ae3b29487541292242e416cd89e4e54874 v0.0.16
dba83feec810c70bacbc4bead308ae1e466c572b v0.0.17
ac8de07fd168680dd0331bef43681c0e150e9ad1 v0.0.18
9438b49cc3156b2e8c77c1ba8ffbaa3bae24e3c2 v0.0.19
1ca910e62d608a16f4c83cb379005547d08649f2 v0.0.2
8eccb5539730451af599c84f444c6d6cf0fc2bb0 v0.0.20
d62898dfb3e9cadb919e8119e4a096197174fd64 v0.0.21
1ccef265f594a7555a720f623a461a3d69b45bf7 v0.0.22
677942f9f7d701e8afb3431dcf5f71e766a3709e v0.0.3
7991a6958332e09736ebd8875b8a6cccd1de8d08 v0.0.4
248a0c40b93ed90d488b11e12ee54731f7abf7b6 v0.0.5
e09a3cf5ca098b4d78c9e0379702eaae7a207826 v0.0.6
f498173417e692845cf32bda7071ce9baa3e109e v0.0.7
2b5de510862c22b735aa586acbafe850cfe75148 v0.0.8
7294c6a40848e986221c11460945f099a67bbe37 v0.0.9
2a2157eb22c08c9a1fac99263430307b8d1bc7a2 v0.1.0
e5f43133f6e8736992c9f3c1b3296e24b37e17f2 v0.10.0
b43daad0c3c96202fc5800b511dfae8e6ecce864 v0.11.0
0cd397afbfae6b60e8061fda662f3511aa5d054e v0.11.1
41f05d9ecffa2ed3f1580af306000f734b733e54 v0.11.2
fbd16365eb88e12433951383f5e99bd901fc618f v0.12.0
b77b85c0254bba6789e787844f0585cde1e56320 v0.13.0
f78e9ecf42a1271402d4f484518b9313235990e1 v0.13.1
2b6a709cf9c4025c5438138008beaddbb02086f0 v0.14.0
22d2755f774d925b191a185b74e782a4b0638a41 v0.15.0
91713af97dc80187565512baba96e4364e983601 v0.16.0
d43c1f16c00cfd3978dde6c07f4bbcf9eb6993ca v0.16.1
84384bd6e777ef152729993b8145ea352e9dd3ef v0.17.0
062f2592684a31eb3aa050cc61e7ca1451cecd3d v0.18.0
d710430a6722f083d3b36b8339ff66b32f22ee55 v0.19.0
0769bbf0d2a77b3c15b3b57fbcdd2edd25a1c3f0 v0.2.0
8f4c7160b470bafe4299efdc1c8a1fb495f8325a v0.2.1
a7a829a4345428ddd92ca57b18257440f6a18c90 v0.2.2
40c4ca9e7421287d0c5576712fdff370978f9c3c v0.2.3
d7a51817e8b3f162f53042add238ac1dcc7a8144 v0.2.4
2b30463ddb3d11724a04e760e020c7d9af24d8b3 v0.2.5
b2933f565dbc598b29947660e66259e3c7bc8561 v0.20.0
fd25fed6972e341ff0007ddb61f77e88103953c2 v0.21.0
595be6a0f6560a0a8fc419ddf630567fc623531d v0.22.0
7c2007bcb556501da015201bcba5aa14069b74e2 v0.23.0
6e7b7d1fd3e4fef0c5fa8cce1229c54b2c9bd0d8 v0.24.0
f781cce5aab226378ee181d764ab90ea0be3cdd8 v0.25.0
a20de5420d57c4102486cdd9578b45609c99d7eb v0.26.0
5681af892cd0f4997658e2bacc62bd0a894cf564 v0.27.0
915b19bbe73b92a6cf82a1bc12b087c9a19a5fe2 v0.28.0
18f2510ee396bbf400402947b394f2dd8c87dbb0 v0.29.0
4b9b6fb4ef28b31450391a93ade098bb00de584e v0.3.0
6c175e9c4083a92bbca2f9724c8a5e33bc2d97a5 v0.30.0
76071ef0d7ec797419534a183b498b4d6366cf37 v0.31.0
dc5a429b52fcf669ce959baa2c2dd26090d2a6c4 v0.32.0
f9424c10c36e288d5fa79bd3dfd1aeb2d6eae808 v0.33.0
b6643a29fecd7f34b3597bc6acb0a98b03d33ff8 v0.33.1
c1824fd6edce30d7ab345a9989de00bbd46ef284 v0.34.0
ed142fd0673e97e23eac54620cfb913e5ce36c25 v0.36.0
2b22459068a4bb8c90967a22dc6aea5a617427b2 v0.4.0
49e970d7ac7539dfcc6ddba87b22ddd9b7377540 v0.4.1
7b7aa264d83dc58691451798b4d117d53d21edfe v0.5.0
0105373003c89c494a3f436bd5efc57f3ac1ca20 v0.5.1
503d3abc15463af68b817d685982721f134256a5 v0.6.0
81b9a6f5abb1047d697af7a3ca18c13f55a97315 v0.6.1
cb606dfdb0d2b3698ace62192088ef4f5360b24f v0.6.2
1db49f532692e649dc5dc43c7c0444dac4790137 v0.7.0
d63413b0a4a4482237085319f7f4a1ce99a8f2ac v0.7.1
9ab158e8597f3b310480b9a69402b419bc03dbd5 v0.8.0
cff3e9a7f62c41dd51975266d0ae235709e39c41 v0.9.0
8bd2f9fbda2109502356ff8a6a89da55b1ead252 v0.9.1
1f0aa582c8c8f5f7639610d6d38baddfea4fdcee v0.9.2`,
  "astral-sh/setup-uv": `162b8acf397cb069dec09a3f5a9847cf71cfa46a v1 v1.0 v1.0.7
332ac352953189998ed8212c906191eef87f4c3d v1.0.0
19a0b38226f7b4528b76eddba08d257a4641dee4 v1.0.1
e9305af4bcb00eda1df5db6e72f5d93902c11da5 v1.0.2
606dd5e44eb09e33700d88a1dcd353d7947493d6 v1.0.3
b038954f558d23adc49592e52cc71a5a2a38fde9 v1.0.4
b0c11239876071b9a5c2ab865b078c56fecf7dcd v1.0.5
4b68ead3200e017324b3709994c0cea047698ffc v1.0.6
ae62891fec2bb8e7d6c99fc78c9fec3a63790f8d v10.0.0
20cfd1bf945f4377ade1205e4dbc17946fc9a30d v10.0.1
6dfebec6ddbcd197e02256fbdf54deb334fb7f06 v2 v2.1 v2.1.2
663d8f70829702a37fcda5d723127b0582c125e8 v2.0 v2.0.0
b463f5b8ca435d9efcf9c84413cfed6b8e132012 v2.1.0
d70817ce85e489f62dba96dc5d8f7a926e48bdd7 v2.1.1
caf0cab7a618c569241d31dcd442f54681755d39 v3 v3.2 v3.2.4
9f1f1fece28798fe5e7ece00f4243abe886974b2 v3.0 v3.0.0
f3bcaebff5eace81a1c062af9f9011aae482ca9d v3.1 v3.1.7
aeb46491c743cadc4cba26bb752a065b9c7593be v3.1.0
abac0ce7b0768476333db78faaf98b1130f5face v3.1.1
4cda7d73322c50eac316ad623a716f09a2db2ac7 v3.1.2
023eb7875fa1caa15814da58d1df7350f8fb1fd9 v3.1.3
c9aa747934b6867b18bf8f6624a8929c4f76147b v3.1.4
77c28f02b3322332d4a4446b3177f426da8bf086 v3.1.5
f731690a1dacb2f6393acc910887b8cda1a97789 v3.1.6
3b9817b1bf26186f03ab8277bab9b827ea5cc254 v3.2.0
a7e15805d229f8677c5ddf08590a8cb972658599 v3.2.1
2e657c127d5b1635d5a8e3fa40e0ac50a5bf6992 v3.2.2
e779db74266a80753577425b0f4ee823649f251d v3.2.3
38f3f104447c67c051c4a08e39b64a148898af3a v4 v4.2 v4.2.0
d8db0a86d3d88f3017a4e6b8a1e2b234e7a0a1b5 v4.0 v4.0.0
5f42d5af6c403a722299fda36d451c39f302a433 v4.1 v4.1.0
d4b2f3b6ecc6e67c4457f6d3e41ec42d3d0fcb86 v5 v5.4 v5.4.2
180f8b44399608a850e1db031fa65c77746566d3 v5.0 v5.0.1
2af22b5b2dcfc0729ee842c635f300f1fc5a9e9a v5.0.0
887a942a15af3a7626099df99e897a18d9e5ab3a v5.1 v5.1.0
4db96194c378173c656ce18a155ffc14a9fc4355 v5.2 v5.2.2
4e3dbecc19008549e0deaff33911d7a8662627b2 v5.2.0
b5f58b2abc5763ade55e4e9d0fe52cd1ff7979ca v5.2.1
f94ec6bedd8674c4426838e6b50417d36b6ab231 v5.3 v5.3.1
1edb52594c857e2b5b13128931090f0640537287 v5.3.0
22695119d769bdb6f7032ad67b9bca0ef8c4a174 v5.4.0
0c5e2b8115b80b4c7c5ddf6ffdd634974642d182 v5.4.1
d0cc045d04ccac9d8b7881df0226f9e82c39688e v6 v6.8 v6.8.0
6b9c6063abd6010835644d4c2e1bef4cf5cd0fca v6.0 v6.0.1
c7f87aa956e4c323abf06d5dec078e358f6b4d04 v6.0.0
f0ec1fc3b38f5e7cd731bb6ce540c5af426746bb v6.1 v6.1.0
a02a550bdd3185dba2ebb6aa98d77047ce54ad21 v6.2 v6.2.1
60cc2b45855283f89ec62f1aba5ee88bf9ec7fc7 v6.2.0
bd01e18f51369d5a26f1651c3cb451d3417e3bba v6.3 v6.3.1
445689ea25e0de0a23313031f5fe577c74ae45a1 v6.3.0
e92bafb6253dcd438e0484186d7669ea7a8ca1cc v6.4 v6.4.3
05273c154d09957eb9a2377d9c988fbda431d1c5 v6.4.0
7edac99f961f18b581bbd960d59d049f04c0002f v6.4.1
2c7142f755d7b37bdaea8d226073714c732889fe v6.4.2
d9e0f98d3fc6adb07d1e3d37f3043649ddad06a1 v6.5 v6.5.0
557e51de59eb14aaaba2ed9621916900a91d50c6 v6.6 v6.6.1
4959332f0f014c5280e7eac8b70c90cb574c9f9b v6.6.0
b75a909f75acd358c2196fb9a5f1299a9a8868a4 v6.7 v6.7.0
37802adc94f370d6bfd71619e3f0bf239e1f3b78 v7 v7.6 v7.6.0
eb1897b8dc4b5d5bfe39a428a8f2304605e0983c v7.0 v7.0.0
681c641aba71e4a1c380be3ab5e12ad51f415867 v7.1 v7.1.6
3259c6206f993105e3a61b142c2d97bf4b9ef83d v7.1.0
2ddd2b9cb38ad8efd50337e8ab201519a34c9f24 v7.1.1
85856786d1ce8acfbcc2f13a5f3fbd6b938f9f41 v7.1.2
5a7eac68fb9809dea845d802897dc5c723910fa3 v7.1.3
1e862dfacbd1d6d858c55d9b792c756523627244 v7.1.4
ed21f2f24f8dd64503750218de024bcf64c7250a v7.1.5
803947b9bd8e9f986429fa0c5a41c367cd732b41 v7.2 v7.2.1
61cb8a9741eeb8a550a1b8544337180c0fc8476b v7.2.0
5a095e7a2014a4212f075830d4f7277575a9d098 v7.3 v7.3.1
eac588ad8def6316056a12d4907a9d4d84ff7a3b v7.3.0
6ee6290f1cbc4156c0bdd66691b2c144ef8df19a v7.4 v7.4.0
e06108dd0aef18192324c70427afc47652e63a82 v7.5 v7.5.0
cec208311dfd045dd5311c1add060b2062131d57 v8.0.0
08807647e7069bb48b6ef5acd8ec9567f424441b v8.1.0
fac544c07dec837d0ccb6301d7b5580bf5edae39 v8.2.0
d31148d669074a8d0a63714ba94f3201e7020bc3 v8.3.0
f98e06938123ccabd21905ea5d0069192241f9f1 v8.3.1
11f9893b081a58869d3b5fccaea48c9e9e46f990 v8.3.2
c771a70e6277c0a99b617c7a806ffedaca235ff9 v9.0.0`,
  "aws-actions/amazon-ecr-login": `5a88a04c91d5c6f97aae0d9be790e64d9b1d47b7 v1 v1.7.1
bdee789e6960484445662ab47fe1b9c0f8c6bdc6 v1.0.0
6b7c9f617355cc61b7048210b2da4ae86145806d v1.0.1
6e0860fbd219d344b47f1b3baf6bc837cbe56a8f v1.0.2
6adba700642e5979b6b98bb823e84a03c91279d0 v1.0.3
f5826d3c72a3012128caff7e00005acd30c9cf4b v1.0.4
337a919a33dc7cdabfe4218c1ef842838c1a4c4d v1.0.5
2364d9dc2bbbc568d40ac5a636c0aebef4419edf v1.0.6
46fb1dc461ca0bbb24639c7d4b53f415695c44f5 v1.0.7
aace7c932b3f098cb72937cdfaa0bae78b7596f5 v1.1.0
ca61105d3ec45c2812b6d746aafae50822f1c7fb v1.1.1
dfe5e037eeef4fc151a176bb43e82e5304d86e4e v1.1.2
7641208f8cf6568557014a71b4b9a0608e196cf8 v1.1.3
db01c0bf36adc84872e91c3ca6a171816b0a5e57 v1.1.4
b4205169ef2f022863c8343eb045fd01fa80ac27 v1.2.0
177db44494e7d4f86a3011294cbad998fc66ddbe v1.2.1
060516122e7b4cc1cc3d4614a998adbb93d3fbf2 v1.2.2
d2e09d5c05fa73dc703932e7ddd3f0f2f900be66 v1.3.0
b9c809dc38d74cd0fde3c13cc4fe4ac72ebecdae v1.3.1
84437341a96000b0da402d37ab3dd6dc9a2932f9 v1.3.2
aaf69d68aa3fb14c1d5a6be9ac61fe15b48453a2 v1.3.3
3d4e073ce6a6845ed27b30a0fe05b6e22c80ac6b v1.4.0
b874a33292cc9887d2e80bc63f6f1a11fccb4a7b v1.5.0
9149ade017c57f86dea2f76a01f8b2d5bd06b10f v1.5.1
eb9a709a709d0d6e4b34a02d34494041831f6999 v1.5.2
261a7de32bda11ba01f4d75c4ed6caf3739e54be v1.5.3
2f9f10ea3fa2eed41ac443fee8bfbd059af2d0a4 v1.6.0
e407df249e6c155d03c0e4375f34bc2385f52d65 v1.6.1
fc3959cb4cf5a821ab7a5a636ea4f1e855b05180 v1.6.2
2fc7aceee09e9e4a7105c0d060c656fad0b4f63d v1.7.0
03f1aad4c6c7ffd436567f42f9384779290529bd v2 v2.1.7
33f92af657bba1882ab79d8621debd2f6769a0c9 v2.0.0
062b18b96a7aff071d4dc91bc00c4c1a7945b076 v2.0.1
c962da2960ed15f492addc26fffa274485265950 v2.0.2
261fc3d4806db1fa66a15cc11113c456db8870a7 v2.1.0
183a1442edf41672e66566b7fc560e297a290896 v2.1.1
f2e9fc6c2b355c1890b65e6f6f0e2ac3e6e22f78 v2.1.2
376925c9d111252e87ae59691e5a442dd100ef6a v2.1.3
19d944daaa35f0fa1d3f7f8af1d3f2e5de25c5b7 v2.1.4
fa648b43de3d4d023bcb3f89ed6940096949c419 v2.1.5
d539f0932e70871a027e9d5a9d8fc38589180a64 v2.1.6`,
  "aws-actions/configure-aws-credentials": `517a711dbcd0e402f90c77e7e2f81e849156e31d 6.2.2 v6.2.2
67fbcbb121271f7775d2e7715933280b06314838 v1 v1.7.0
e1e17a757e536f70e52b5a12b2e8d1d1c60e04ef v1-node16 v2.0.0
aa26d1f8263bab82a43a78fc0492f30464b7e20f v1.0.0
18a79864eb64e6ac546b7729e39a40d00163f418 v1.0.1
d15e9e3279c3eb8e211a0a357c9cee1fefd5e055 v1.1.0
e8a907912d99e85dc84677be1b435174e2b114c9 v1.1.1
18a20dfee9cc631f063c8b382c11c9120015b21d v1.1.2
ee662900a535695aa526bd6dbba07d8f16805198 v1.2.0
75aa8f1e41232efbfc5982c225f645ad07c86614 v1.3.0
cf6b87e99e50b695a1e6714430321a801ef94c05 v1.3.1
c9874b9244a57327cfa06e1677f108bc56c65279 v1.3.2
b77dc228388218453070969c00c26dc392ecb114 v1.3.3
2d01f93692c4b0188ad5bb2e2b2f74db77bf6668 v1.3.4
9f7f57b0937985d7abff8126518690e671df49ec v1.3.5
58b282f00fd130fd5895dec93891394e7ee4589b v1.4.0
da082bd93714de23a05548c70272c22b02c13ede v1.4.1
9a78866a5646957b5cd9a0624d1ea35462050e6e v1.4.2
6835cc921677cab5a33485b4f0007051b39ed243 v1.4.3
1fa7ccadcd8e80d08a9a4d6c2e886c978acc4e96 v1.4.4
c0243dfafd0e99b12caca0d56b6de8e7fb8d20db v1.5.0
f11c31495459045d1177abd501ebc6c7d3f96354 v1.5.1
13d241b293754004c80624b5567555c4a39ffbe3 v1.5.10
0d9a5be0dceea74e09396820e1e522ba4a110d2f v1.5.11
7341ffc943aa3a30bf35a860bc098011f504e2e6 v1.5.2
32d908adfb55576ba0c59f3c557058e80b5194c3 v1.5.3
1417e62aeacec5e7fbe447bb7712d50847507342 v1.5.4
e97d7fbc8e0e5af69631c13daa0f4b5a8d88165b v1.5.5
51e2d042f8c5cf77f151685c9338e989dc0b8fc8 v1.5.6
d2221ce3c7101a35ff049cc8fe652f5c9a64372d v1.5.7
cefc5912bc61e2b5a3b049c839fc283c7712d4e0 v1.5.8
0309c38ebd10f90dfbb3889431bcf4ea38088012 v1.5.9
ea7b857d8a33dc2fb4ef5a724500044281b49a5e v1.6.0
05b148adc31e091bafbaf404f745055d4d3bc9d2 v1.6.1
5fd3084fc36e372ff1fff382a39b10d03659f355 v2 v2.2.0
5727f247b64f324ec403ac56ae05e220fd02b65f v2.1.0
50ac8dd1e1b10d09dac7b8727528b91bed831ac0 v3 v3.0.2
ef93a73b1313f148011965ef7361f667f371f58b v3.0.0
04b98b3f9e85f563fb061be8751a0352327246b0 v3.0.1
7474bc4690e29a8392af63c5b98e7449536d5c3a v4 v4.3.1
8c3f20df09ac63af7b3ae3d7c91f105f857d8497 v4.0.0
010d0da01d0b5a38af31e9c3470dbfdabdecca3a v4.0.1
e3dd6a429d7300a6a4c196c26e071d42e0343502 v4.0.2
4fc4975a852c8cd99761e2de1f4ba73402e44dd9 v4.0.3
ececac1a45f3b08a01d2dd070d28d111c5fe6722 v4.1.0
f24d7193d98baebaeacc7e2227925dd47cc267f5 v4.2.0
b47578312673ae6fa5b5096b330d9fbac3d116df v4.2.1
d0834ad3a60a024346910e522a81b0002bd37fea v4.3.0
61815dcd50bd041e203e49132bacad1fd04d2708 v5 v5.1.1
a03048d87541d1d9fcf2ecf528a4a65ba9bd7838 v5.0.0
00943011d9042930efac3dcd3a170e4273319bc8 v5.1.0
e6de054238d6b7531b4efff3b6587d9aade6a06c v6 v6.2.3
8df5847569e6427dd6c4fb1cf565c83acfa8afa7 v6.0.0
ec61189d14ec14c8efccab744f656cffd0e33f37 v6.1.0
d979d5b3a71173a29b74b5b88418bfda9437d885 v6.1.1
acca2b1b2070338fb9fd1ca27ecee81d687e58e5 v6.1.2
99214aa6889fcddfa57764031d71add364327e59 v6.1.3
e7f100cf4c008499ea8adda475de1042d6975c7b v6.2.0
254c19bd240aabef8777f48595e9d2d7b972184b v6.2.1`,
  "azure/login": `cb79c773a3cfa27f31f25eb3f677781210c9ce3d v1 v1.6.1
6786a47b5726030896be70ac35e07bd81673fe81 v1.1 v1.2.4
a6347e700173fd07eb4cea20d65de3ca2e741533 v1.1.0
45b10ffd199fcae9620403570d52305a98ac1dfb v1.1.1
af38bb3818ae8d2717120d43c2ec683734889d91 v1.1.2
e2ec7a0d584dd8044a3ecef3e857b51f9d527838 v1.2.2
9801a35baff5850a97d2f2855092ebea3c579837 v1.2.3
77f1b2e3fb80c0e8645114159d17008b8a2e475a v1.3.0
154d5e5db199fc3c11c1832df0446462c9b98ed6 v1.4.0
89d153571fe9a34ed70fcf9f1d95ab8debea7a73 v1.4.1
66d2e78565ab7af265d2b627085bc34c73ce6abb v1.4.2
1f63701bf3e6892515f1b7ce2d2bf1708b46beaf v1.4.3
ec3c14589bd3e9312b3cc8c41e6860e258df9010 v1.4.4
24848bc889cfc0a8313c2b3e378ac0d625b9bc16 v1.4.5
92a5484dfaf04ca78a94597f4f19fea633851fa2 v1.4.6 v1.4.7
4c88f01b0e3a5600e08a37889921afd060f75cf0 v1.5.0
de95379fe4dadc2defb305917eaa7e5dde727294 v1.5.1
e15b166166a8746d1a47596803bd8c1b595455cf v1.6.0
7184910d9eb2b1c5e48f7073824a90609bb9b6d6 v2 v2.3.1
8c334a195cbb38e46038007b304988d888bf676a v2.0.0
6b2456866fc08b011acb422a92a4aa20e2c4de32 v2.1.0
6c251865b4e6290e7b78be643ea2d005bc51f69a v2.1.1
a65d910e8af852a8061c627c456678983e180302 v2.2.0
a457da9ea143d694b1b9c7c869ebb04ebe844ef5 v2.3.0
f5d393ae46f8fde4be8b75f32e3fc50e654ad0ca v3 v3.0.1
532459ea530d8321f2fb9bb10d1e0bcf23869a43 v3.0.0`,
  "codecov/codecov-action": `899e5c913eb4cb5fac54bcfff0cedb4a4832e155 1.0.1 v1.0.1
d4d413da82b94e3750598426bdc52f2d35f0ed8c 2.0.0 v2.0.0
00ee6d69c8b76ea471c3603a795b5812e77ce50a v0.1
954f2171b8ec8dadeeb72f922a9289b198417f18 v0.2
125f8ba18b8368446ffc4d885c28e674e5f6d799 v0.2.1
48bb5e4ec307e8e4c44a182dec3eee5af709d382 v0.3
e749576e482cb00382c629eb87d0ebed6805a676 v0.4
e74d307e33f8470f7586cffcb54cc15427e6cb98 v0.4.1
4546e138ba9bc8d0421e97161a0ee460c295fd01 v0.5
e0cc6d49d9f41c361c4e95317481cab478b5304e v0.5.1
29386c70ef20e286228c72b668a06fd0e8399192 v1 v1.5.2
e3f7b8baf8199f0945b1a1a79d355e4f22c53e4f v1.0.0
f3570723ef743f6942b6a480461ed0cd6c0f9baa v1.0.10
6d208f5b527841fb050f92f778e86cb808dacdcb v1.0.11
07127fde53bc3ccd346d47ab2f14c390161ad108 v1.0.12
6004246f47ab62d32be025ce173b241cd84ac58e v1.0.13
7d5dfa54903bd909319c580a00535b483d1efcf3 v1.0.14
239febf655bba88b16ff5dea1d3135ea8663a1f9 v1.0.15
cb218a0977f94755cee8a27ab63232797780f625 v1.0.2
d5749ba79ad0a1647198e63bc2f564d3ccf436a9 v1.0.3
aea83764c6d5cbf6b69c0a718d10175d4567cded v1.0.4
797e92895ec0eac368405352c0add9af878fe257 v1.0.5
e34ee485244a5b5e6e4e1b96daa4a15c9073e4fc v1.0.6
f532c3a1452359a7f96c37efc741537b80555c74 v1.0.7
dbf1ddee080f2a33f5f4e1cc37d00ea600b5b366 v1.0.8
22f6ff10ac45bbfee7a35d295d2b916763f79407 v1.0.9
7de43a7373de21874ae196a78f8eb633fcf7f0c4 v1.1.0
1fc7722ded4708880a5aea49f2bfafb9336f0c8d v1.1.1
a92c414703a4bba586f6df7fcc885c9d0bdff772 v1.2.0
e156083f13aff6830c92fc5faa23505779fbf649 v1.2.1
1f8f3abcccf7960749744fd13547965f0e7d1bdd v1.2.2
6ed0d16b40c7d9a556bd123f0e7253be6ed081df v1.3.0
fcebab03f26c7530a22baa63f06b3e0515f0c7cd v1.3.1
9b0b9bbe2c64e9ed41413180dd7398450dfeee14 v1.3.2
0e28ff86a50029a44d10df6ed4c308711925a6a8 v1.4.0
967e2b38a85a62bd61be5529ada27ebc109948c2 v1.4.1
a1ed4b322b4b38cb846afb5a0ebfa17086917d27 v1.5.0
fbeda37de967cc17491cd6587ec90ab98e3a3da0 v1.5.1
f32b3a3741e1053eb607407145bc9619351dc93b v2 v2.1.0
c585afe366f940d214dc09df2664c06d7fe07052 v2.0.1
51d810878be5422784e86451c0e7c14e5860ec47 v2.0.2
5a8bb4701eca7ba3673f21664b887f652c58d0a3 v2.0.3
ab904c41d6ece82784817410c45d8b8c02684457 v3 v3.1.6
e3c560433a6cc60aec8812599b7844a7b4fa0d71 v3.0.0
81cd2dc8148241f03f5839d295e000b8f761e378 v3.1.0
d9f34f8cd5cb3b3eb79b3e4b5dae3a16df499a70 v3.1.1
40a12dcee2df644d47232dde008099a3e9e4f865 v3.1.2
894ff025c7b54547a9a2a1e9f228beae737ad3c2 v3.1.3
eaaf4bedf32dbdc6b720b63067d99c4d77d6047d v3.1.4
4fe8c5f003fae66aa5ebb77cfd3e7bfbbda0b6b0 v3.1.5
b9fd7d16f6d7d1b5d2bec1a2887e65ceed900238 v4 v4.6.0
428cda1b1c731be3e8bfa389049c3f276d572ffb v4-beta v4.0.0-beta.3
f30e4959ba63075080d4f7f90cacc18d9f3fafd7 v4.0.0
0016507ac73abde47045262c5eb6a92f777322ec v4.0.0-beta.1
c4cf8a4f03f0ac8585acb7c1b7ce3460ec15782f v4.0.0-beta.2
e0b68c6749509c5f83f984dd99a76a1c1a231044 v4.0.1
0cfda1dd0a4ad9efc75517f399d859cd1ea4ced1 v4.0.2
54bcd8715eee62d40e33596ef5e8f0f48dbbccab v4.1.0
c16abc29c95fcf9174b58eb7e1abf4c866893bc8 v4.1.1
7afa10ed9b269c561c2336fd862446844e0cbf71 v4.2.0
84508663e988701840491b86de86b666e8a86bed v4.3.0
5ecb98a3c6b747ed38dc09f787459979aebb39be v4.3.1
6d798873df2b1b8e5846dba6fb86631229fbcb17 v4.4.0
125fc84a9a348dbcf27191600683ec096ec9021c v4.4.1
e28ff129e5465c2c0dcc6f003fc735cb6ae0c673 v4.5.0
671740ac38dd9b0130fbe1cec585b89eea48d3de v5 v5.5.2
bb7467c2bce05781760a0964d48e35e96ee59505 v5-beta
968872560f81e7bdde9272853e65f2507c0eca7c v5.0.0
193421c5b3d1aca4209c9754f224ca0d85729414 v5.0.0-beta
3b1354a6c45db9f1008891f4eafc1a7e94ce1d18 v5.0.1
5c47607acb93fed5485fdbf7232e8a31425f672a v5.0.2
05f5a9cfad807516dbbef9929c4a42df3eb78766 v5.0.3
985343d70564a82044c1b7fcb84c2fa05405c1a2 v5.0.4
288befbd1044bd1756afb0bdae077549e0ddb31f v5.0.5
d168679d447a7d9f9917d4b26caf2cfbf080cfb4 v5.0.6
015f24e6818733317a2da2edd6290ab26238649a v5.0.7
c2fcb216de2b0348de0100baa3ea2cad9f100a01 v5.1.0
7f8b4b4bde536c465e797be725718b88c5d95e0e v5.1.1
1e68e06f1dbfde0e4cefc87efeba9e4643565303 v5.1.2
5a605bd92782ce0810fa3b8acc235c921b497052 v5.2.0
0da7aa657d958d32c117fc47e1f977e7524753c7 v5.3.0
13ce06bfc6bbe3ecf90edbbf1bc32fe5978ca1d3 v5.3.1
0565863a31f2c772f9f0395002a31e3f06189574 v5.4.0
cf3f51a67d2820f7a7cefa0831889fbbef41ca57 v5.4.1
a332ebc46656e4a1465b2c79187e3708f3de4258 v5.4.1-beta
ad3126e916f78f00edff4ed0317cf185271ccc2d v5.4.2
18283e04ce6e62d37312384ff67231eb8fd56d24 v5.4.3
fdcc8476540edceab3de004e990f80d881c6cc00 v5.5.0
5a1091511ad55cbe89839c7260b706298ca349f7 v5.5.1`,
  "coverallsapp/github-action": `9ba913c152ae4be1327bfb9085dc806cedb44057 1.1.3
8a33dfd4596860328bb7981b62305c89c8fc4dc9 v0.2.0
09b709cf6a16e30b0808ba050c7a6e8a5ef13f8d v1 v1.2.5
7e28870874880ee94d79ebbbec5044305df39e2b v1.0
269cf8e7fa143942cecb9ac19365f8855afb03c3 v1.0.0
832e70bcbe5b5814e14e09a4d4239eeb4dd8ca3b v1.0.1
7e46f98903aff52f498ba929ddb382761f9ea5f1 v1.1.0
348853a262cc37fa2f8abe2827729d193cbb00dc v1.1.1
8cbef1dea373ebce56de0a14c68d6267baa10b44 v1.1.2
0363cd28f449b7e5d3b6c6d269d31fe7c1201b68 v1.2.0
6e4056ec13395d795b76f7c92403ecf5dad1cfdd v1.2.1
015205d442c9fea373866f2b930244734701900d v1.2.2
65affa9d85c09884b6051d6c1c7138d469d62b23 v1.2.3
50c33ad324a9902697adbf2f92c22cf5023eacf1 v1.2.4
8d6379e14d29928660c4ba802d8e85393440b329 v2 v2.3.8
67662d24394fd74bffcf7b462d1b432814159afd v2.0.0 v2.0.0-rc3
30402dfd78555606e51eff084546182de0647a4a v2.0.0-rc1
394fd9066db61389c9aab2750f821af61507953d v2.0.0-rc2
045a25193560dc194e405657f552faeb6b9433aa v2.1.0
ca2a9dd5a20b12fa9aa428e0a6418a60a38bab22 v2.1.1
f350da2c033043742f89e8c0b7b5145a1616da6d v2.1.2
c7885c00cb7ec0b8f9f5ff3f53cddb980f7a4412 v2.2.0
95b1a2355bd0e526ad2fd62da9fd386ad4c98474 v2.2.1
3b7078ee895f74fc267b7b267c88211df59fa816 v2.2.2
3dfc5567390f6fa9267c0ee9c251e4c8c3f18949 v2.2.3
643bc377ffa44ace6394b2b5d0d3950076de9f63 v2.3.0
1134c89e4bf10443bf8f0ec69640b667cfd91041 v2.3.1
43f11c4e058174f808ee9cd63701b6c42fe3f5e3 v2.3.2
4cdef0b2dbe0c9aa26bed48edb868db738625e79 v2.3.3
cfd0633edbd2411b532b808ba7a8b5e04f76d2c8 v2.3.4
773b6d8e80fa7862da56a7664bd747c91255b2e2 v2.3.5
648a8eb78e6d50909eff900e4ec85cab4524a45b v2.3.6
5cbfd81b66ca5d10c19b062c04de0199c215fb6e v2.3.7`,
  "crazy-max/ghaction-import-gpg": `bb144d6c605207c5885a41f710f3a27707f17c2e v0.1.0
9a41db05e65e0cd8196d42be49195569ec032448 v0.1.1
becd8c1b3b1f5ccfbd2c4b511dbb1a8736e6c95f v0.2.0
f6f458f535f4ccdf100400ee0755c0e857226a66 v1 v1.4.2
9c02eb15d91819dbf0e15764e9cffc51c85d61b1 v1.0.0
c5d57f78d7025cfb42629b090c21629787b9a4b1 v1.1.0
a71299c503ea16229f1e8b6b27210d4c592550b6 v1.2.0
600f5e2059e3b696d490a4b721813b8a6383afe2 v1.3.0
734d2f31e4a7c3805e621d6dedd3e4b76a9246fd v1.4.0
12c4a0d6c2c7736dbc976bba9b9370276f319b5b v1.4.1
4c65c687307523ba52326ed829da04bc892ce413 v2 v2.3.0
1248ce6411ddf257864bfb2388c5eb3cc2c54e4c v2.0.0
aab1b2999b082992384168cc4097ccbb05b03272 v2.0.1
53deb67fe3b05af114ad9488a4da7b782455d588 v2.1.0
87a89221c64b092ce955f2230b5316c8bf6afab7 v2.1.1
9a3a8c34e9a729034277877ce76d042d49035c30 v2.2.0
1c6a9e9d3594f2d743f1b1dd7669ab0dfdffa922 v3 v3.2.0
c275573df093288685bd04f896aeb69bfecd6cce v3.0.0
80ea74a5d8abfca425bc72ff57bc9065ab68930d v3.0.1
e4103a58dee6b139710e75bc52c5584b1203fb90 v3.0.2
b0793c0060c97f4ef0efbac949d476c6499b7775 v3.1.0
e00cb83a68c1158b29afc5217dd0582cada6d172 v4 v4.4.0
8c43807e82148a7bafc633cc9584d04bf54be8d0 v4.0.0
cb4264d3319acaa2bea23d51ef67f80b4f775013 v4.1.0
b7c9a01276e14c606a92f6cbeb4dd439bea001b5 v4.2.0
4d58d49bfefed583addec96996588e8bc4b306b8 v4.3.0
d6f3f49f3345e29369fe57596a3ca8f94c4d2ca7 v5 v5.4.0
34ea557550c84ea665cae5c61c3b084feac7e042 v5.0.0
c8bb57c57e8df1be8c73ff3d59deab1dbc00e0d1 v5.1.0
111c56156bcc6918c056dbef52164cfa583dc549 v5.2.0
72b6676b71ab476b77e676928516f6982eef7a41 v5.3.0
e89d40939c28e39f97cf32126055eeae86ba74ec v6 v6.3.0
82a020f1f7f605c65dd2449b392a52c3fcfef7ef v6.0.0
01dd5d3ca463c7f10f7f4f7b4f177225ac661ee4 v6.1.0
cb9bde2e2525e640591a934b1fd28eef1dcaf5e5 v6.2.0
2dc316deee8e90f13e1a351ab510b4d5bc0c82cd v7 v7.0.0`,
  "docker/build-push-action": `3e7a4f6646880c6f63758d73ac32392d323eaf8f v1 v1.1.2
a226a125496f62f63b8900ba21147241e75e1ce9 v1.0 v1.0.0
e5e36c4a4e2085c523c6fb6a553b8d00c30c1716 v1.0.1
92e71463491f2d026a477188b8ad3a0fdd9d672c v1.1.0
ab83648e2e224cfeeab899e23b639660765c3a89 v1.1.1
ac9327eae2b366085ac7f6a2d02df8aa8ead720a v2 v2.10.0
c58c6870a2ab92aa240b5f76222f014df65946cd v2.0.0
41a004098f667d254862fb7c94f8eb7b5f8bb31d v2.0.1
6efc2b01cbb63cfc68c370c6c806586fa6384a3a v2.1.0
6925f94b6b8f23d547930f88b9886036ac92d510 v2.2.0
0db984c1826869dcd0740ff26ff75ff543238fd9 v2.2.1
4a531fa5a603bab87dfa56578bd82b28508c9547 v2.2.2
9379083e426e2e84abb80c8c091f5cdeb7d3fd7a v2.3.0
e1b7f96249f2e4c8e4ac1519b9608c0d48944a1f v2.4.0
ad44023a93711e3deb337508980b4b5e9bcdc5dc v2.5.0
0987321e128873c0caa3bed11ad3b83f22b846ed v2.6.0
1bc1040caef9e604eb543693ba89b5bf4fc80935 v2.6.1
a66e35b9cbcf4ad0ea91ffcaf7bbad63ad9e0229 v2.7.0
1814d3dfb36d6f84174e61f4a4b05bd84089a4b9 v2.8.0
7f9d37fa544684fb73bfe4835ed7214c255ce02b v2.9.0
1104d471370f9806843c095c1db02b5a90c5f8b6 v3 v3.3.1
e551b19e49efd4e98792db7592c17c09b89db8d8 v3.0.0
1cb9d22b932e4832bb29793b7777ec860fc1cde0 v3.1.0
c84f38281176d4c9cdb1626ffafcd6b3911b5d94 v3.1.1
c56af957549030174b10d6867f20e78cfd7debc5 v3.2.0
37abcedcc1da61a57767b7588cb9d03eb57e28b3 v3.3.0
0a97817b6ade9f46837855d676c4cca3a2471fc9 v4 v4.2.1
3b5e8027fcad23fda98b2e3ac259d8d67585f671 v4.0.0
44ea916f6c540f9302d50c2b1e5a8dc071f15cdf v4.1.0
2eb1c1961a95fc15694676618e422e8ba1d63825 v4.1.1
4e4ee680f69700760d5620a94c020aef883043aa v4.2.0
ca052bb54ab0790a636c9b5f226502c73d547a25 v5 v5.4.0
0565240e2d4ab88bba5387d719585280857ece09 v5.0.0
4a13e500e55cf31b7a5d59a38ab2040ab0f42f56 v5.1.0
af5a7ed5ba88268d5278f7203fb52cd833f66d6e v5.2.0
2cdde995de11925a030ce8070c3d77a52ffcf1c0 v5.3.0
10e90e3645eae34f1e60eeb005ba3a3d33f178e8 v6 v6.19.2
c382f710d39a5bb4e430307530a720f50c2d3318 v6.0.0
94f8f8c2eec4bc3f1d78c1755580779804cb87b2 v6.0.1
f6010ea70151369b06f0194be1051fbbdff851b2 v6.0.2
31159d49c0d4756269a0940a750801a1ea5d7003 v6.1.0
48aba3b46d1b1fec4febb7c5d0c644b249a11355 v6.10.0
b32b51a8eda65d6793cd0494a773d4f6bcef32dc v6.11.0
67a2d409c0a876cbe6b11854e3e25193efe4e62d v6.12.0
ca877d9245402d1537745e0e356eab47c3520991 v6.13.0
0adf9959216b96bec444f325f1e493d4aa344497 v6.14.0
471d1dc4e07e5cdedd4c2171150001c434f0b7a4 v6.15.0
14487ce63c7a62a4a324b0bfb37086795e31c6c1 v6.16.0
1dc73863535b631f98b2378be8619f83b136f4a0 v6.17.0
263435318d21b8e681c14492fe198d362a7d2c83 v6.18.0
ee4ca427a2f43b6a16632044ca514c076267da23 v6.19.0
601a80b39c9405e50806ae38af30926f9d957c47 v6.19.1
15560696de535e4014efeff63c48f16952e52dd1 v6.2.0
1a162644f9a7e87d8f4b053101d1d9a712edc18c v6.3.0
a254f8ca60a858f3136a2f1f23a60969f2c402dd v6.4.0
1ca370b3a9802c92e886402e0dd88098a2533b12 v6.4.1
5176d81f87c23d6fc96624dfdbcd9f3830bbe445 v6.5.0
4f7cdeb0f05278b464e71357394bf2c61f94138e v6.6.0
16ebe778df0e7752d2cfcbd924afdbbd89c1a755 v6.6.1
5cd11c3a4ced054e52742c5fd54dca954e0edd85 v6.7.0
32945a339266b759abcbdc89316275140b0fc960 v6.8.0
4f58ea79222b3b9dc2c8bbdd6debcef730109a75 v6.9.0
53b7df96c91f9c12dcc8a07bcb9ccacbed38856a v7 v7.3.0
d08e5c354a6adb9ed34480a06d141179aa583294 v7.0.0
bcafcacb16a39f128d818304e6c9c0c18556b85f v7.1.0
f9f3042f7e2789586610d6e8b85c8f03e5195baf v7.2.0`,
  "docker/login-action": `dd4fa0671be5250ee6f50aedf4cb05514abda2c7 v1 v1.14.1
62216b50636a8c8c25d246437857ed84232019ca v1.0.0
7e07bf5fa3ba52ee75b9c8abd52b1b738d6140ad v1.0.1
a9078ed4ca505930f3f3a294824b46a82279ac16 v1.1.0
ef43051dd23cf490574212506f935361f3a15e9e v1.1.1
f054a8b539a109f9f41c372932f1ae047eff08c9 v1.10.0
d9927c4142fff0909d33f9d37fa4a751106fe18e v1.11.0
42d299face0c5c43a0487c477f595ac9cf22f1a7 v1.12.0
6af3c118c8376c675363897acf1757f7a9be6583 v1.13.0
bb984efc561711aaa26e433c32c3521176eae55b v1.14.0
34e505eb5ecce1488a5d48094352bb80922920a7 v1.2.0
a5ba64f65ee2b5b4a09d1e4e52c081f2040f0c5f v1.3.0
0f9fb804211da85ced11999754d75a8de9d612f8 v1.4.0
34d5f75b0d6d0d22f06d83acf2fa1b144409ec83 v1.4.1
39ef12fb7a5c50dfb9aecd9d9834f0594197eaf2 v1.5.0
adb73476b6e06caddec5db0bc1deacbec8cdd947 v1.6.0
7b79d7e834acf71765fabde7c87a6eefce485de5 v1.7.0
f3364599c6aa293cdc2b8391b1b56d0c30e45c8a v1.8.0
28218f9b04b4f3f62068d7b6ce6ca5b26e35336c v1.9.0
465a07811f14bebb1938fbed4728c6a1ff8901fc v2 v2.2.0
49ed152c8eca782a232dede0303416e8f356c37b v2.0.0
f4ef78c080cd8ba55a85445d5b36e214a81df20a v2.1.0
c94ce9fb468520275223c153574b00df6fe4bcc9 v3 v3.7.0
343f7c4344506bcbf9b4de18042ae17996df046d v3.0.0
e92390c5fb421da1463c202d546fed0ec5c39f20 v3.1.0
0d4c9c5ea7693da7b068278f7b52bda2a190a446 v3.2.0
9780b0c442fbb1117ed29e0efdff1e18412f7567 v3.3.0
74a5d142397b4f367a81961eba4e8cd7edddf772 v3.4.0
184bdaa0721073962dff0199f1fb9940f07167d1 v3.5.0
5e57cd118135c172c3672efd75eb46360885c0ef v3.6.0
4907a6ddec9925e35a0a9e82d7399ccc52663121 v4 v4.1.0
b45d80f862d83dbcd57f89517bcf500b2ab88fb2 v4.0.0`,
  "docker/metadata-action": `9be43f076db7f0f4ac30d81183fc9d956b9e9eb6 v1 v1.12.0
6f9759d71de73f507f6dc5a1e95ff36fca3f31f6 v1.0.0
8ec02f11efe6d8098559a979e9dafbdc769a1cbb v1.1.0
aa3823e0127a7abdc062b42c6018be715bff3b11 v1.10.0
b500d9c7b58dc41faecb7b4d263ab212e5f698dd v1.10.1
9ae6899cfa6d691ad29d6fc0a228f276a16f5d44 v1.11.0
1c62cbada42e4993f62f556505b01c6481331cad v1.2.0
4a3aaf409cce1ba6a1e372ae93c3998b40b0f468 v1.3.0
a207508e20b7558940c9bc11d6bcbd72a45dc448 v1.4.0
6fe5b3f6bb6a0e4f4de0a874cefe8ce707bb632c v1.5.0
5c140cfb9471cfc267e7f7e2ab5c2010a2e0b907 v1.6.0
dd2e615c98e39396339772bcbedf2ab7fd12d512 v1.7.0
7ef05591b587a78a1cc0a00bf5d1d8c01bf55a86 v1.8.0
8adbcfe00d16cfe9f42c7ad7bc4b92ec4ce6d839 v1.8.1
b3281c85e6fac894fe424f28e8052d7c90f4dff1 v1.8.2
0dca12c2260b74b29656e211d550694e1eee0b8a v1.8.3
7cb65aaacb170c4921eb6b87920a05db5d3f65c7 v1.8.4
c53f88523ad1fcebbdb10b3bb9cfa7ddb69d6677 v1.8.5
b747b8aaa711d1594801a162fca783682054488b v1.9.0
55d3462f059e0f1f2477ee4270665c7855d6b4ae v1.9.1
f02d9f4f9bdea946298d7cf0a0567c289af7bbda v2 v2.5.0
2cbde9dffaa8ca4b71ae97bbec0d955dad802954 v2.0.0
72654174f7b8de453d12757cef7fa93774555cbd v2.1.0
ac90ddf06eee55fbe48897eeec38bba2f7948e7e v2.1.1
9da1e66de9cdbc2849b3ac93a0b982ea63e06007 v2.2.0
f39f06a624f9ca2c5d27758aa88932d443e9eda2 v2.2.1
2e1a5c7fa42123697f82d479b551a1bbdb1bef88 v2.3.0
e09df4df3ce0f1198fcfa91b72743b2cb7969430 v2.4.0
b2391d37b4157fa4aa2e118d643f417910ff3242 v3 v3.8.0
2af9c6a52b5431eea749f0e923b7503b84813f77 v3.0.0
12528c4f059417f331b29e4e803c045617be4b83 v3.1.0
9987462005259d2c4c461152560e7b4cda0478b5 v3.2.0
98669ae865ea3cffbcbaa878cf57c20bbf1c6c38 v3.3.0
f6efe56d565add159ad605568120f5b22712a870 v3.4.0
8b842e721d38d18bea23b57f4c040e53331f4ca2 v3.4.1
3a3bb3a81753dc99f090d24ee7e5343838b73a96 v3.5.0
548e2346a9987b56d8a4104fe776321ff8e23440 v3.6.0
a2e02890a0d28163b34ac2e4b575b9264a5ee3e2 v3.6.1
e5622373a38e60fb6d795a4421e56882f2d7a681 v3.6.2
f2a13332ac1ce8c0a71aeac48a150dbb1838ab67 v3.7.0
818d4b7b91585d195f67373fd9cb0332e31a7175 v4 v4.6.0
f206c36955d3cc6213c38fb3747d9ba4113e686a v4.0.0
69f6fc9d46f2f8bf0d5491e4aabe0bb8c6a4678a v4.0.1
12cce9efe0d49980455aaaca9b071c0befcdd702 v4.1.0
57396166ad8aefe6098280995947635806a0e6ea v4.1.1
05d22bf31770de02e20c67c70365453e00227f61 v4.2.0
507c2f2dc502c992ad446e3d7a5dfbe311567a96 v4.3.0
c4ee3adeed93b1fa6a762f209fb01608c1a22f1e v4.4.0
2c0bd771b40637d97bf205cbccdd294a32112176 v4.5.0
c299e40c65443455700f0fdfc63efafe5b349051 v5 v5.10.0
96383f45573cb7f253c731d3b3ab81c87ef81934 v5.0.0
f19c3691d56f26e3f97547999df66a9ecbf0d9b0 v5.1.0
e6428a5c4e294a61438ed7f43155db912025b6b3 v5.2.0
31cebacef4805868f9ce9a0cb03ee36c32df2ac4 v5.3.0
9dc751fe249ad99385a2583ee0d084c400eee04e v5.4.0
dbef88086f6cef02e264edb7dbf63250c17cef6c v5.5.0
8e5442c4ef9f78752691e2d8f8d19755c6f78e81 v5.5.1
359e915ab3220d88514ed693793a5cc795192aa6 v5.6.0
369eb591f429131d6889c46b94e711f089e6ca96 v5.6.1
902fa8ec7d6ecbf8d84d538b9b233a880e428804 v5.7.0
c1e51972afc2121e065aed6d45c65596fe445f3f v5.8.0
318604b99e75e41977312d83839a89be02ca4893 v5.9.0
dc802804100637a589fabce1cb79ff13a1411302 v6 v6.2.0
030e881283bb7a6894de51c315a6bfe6a94e05cf v6.0.0
80c7e94dd9b9319bd5eb7a0e0fe9291e23a2a2e9 v6.1.0`,
  "docker/setup-buildx-action": `f211e3e9ded2d9377c8cadc4489a4e38014bc4c9 v1 v1.7.0
cf09c5c41b299b55c366aff30022701412eb6ab0 v1.0.0
c631d8cb6caef2ecfd4c883e2f5864151708f279 v1.0.1
044aaa9258972fc1ab44730789e42d66b720789c v1.0.2
07b1484797040ef4a1109a03e65b923de8f39e07 v1.0.3
5c0276ad2c777e56aaf2c95ef4ad5d1fa7bb4d1d v1.0.4
87e1457170d22fc3741a565314ad4876f43c8ea3 v1.1.0
154c24e1f33dbb5865a021c99f1318cfebf27b32 v1.1.1
2a4b53665e15ce7d7049afb11ff1f70ff1610609 v1.1.2
012185ccbeb554a7f5f987bea0f1a73519b3cdf5 v1.2.0
0d135e0c2fc0dba0729c1a47ecfcf5a3c7f8579e v1.3.0
2e941f2defb78a11da0f277a3a76fb347dfd084b v1.4.0
a1c666d855a037f439ebb7bf701ee144fcadd307 v1.4.1
e673438944759779e411a0f7ceef3ba437dccfa0 v1.5.0
abe5d8f79a1606a2d3e218847032f3f2b1726ab0 v1.5.1
94ab11c41e45d028884a99163086648e898eed25 v1.6.0
885d1462b80bc1c1c7f0b00334ad271f09369c55 v2 v2.10.0
dc7b9719a96d48369863986a06765841d7ea23f6 v2.0.0
95cb08cb2672c73d4ffd2f422e6d11953d2a9c70 v2.1.0
c74574e6c82eeedc46366be1b0d287eff9085eb6 v2.2.0
8c0edbc76e98fa90f69d9a2c020dcb50019dc325 v2.2.1
5e716dcfd653738c2d1db099bfba194a84158be4 v2.3.0
15c905b16b06416d2086efa066dd8e3a35cc7f98 v2.4.0
f03ac48505955848960e80bbb68046aa35c7b9e7 v2.4.1
4b4e9c3e2d4531116a6f8ba8e71fc6e2cb6e6c8c v2.5.0
6a58db7e0d21ca03e6c44877909e80e45217eed2 v2.6.0
ecf95283f03858871ff00b787d79c419715afc34 v2.7.0
16c0bc4a6e6ada2cfd8afd41d22d95379cf7c32a v2.8.0
2a1a44ac4aa01993040736bd95bb470da1a38365 v2.9.0
4c0219f9ac95b02789c1075625400b2acbff50b1 v2.9.1
8d2750c68a42422c14e847fe6c8ac0403b4cbd6f v3 v3.12.0
f95db51fddba0c2d1ec667646a06c2ce06100226 v3.0.0
0d103c3126aa41d772a8362f6aa67afac040f80c v3.1.0
b5ca514318bd6ebac0fb2aedd5d36ec1b5c232a2 v3.10.0
18ce135bb5112fa8ce4ed6c17ab05699d7f3a5e0 v3.11.0
e468171a9de216ec08956ac3ada2f0791b6bd435 v3.11.1
2b51285047da1547ffb1b2203d8be4c0af6b1f20 v3.2.0
d70bba72b1f3fd22344832f00baa16ece964efeb v3.3.0
4fd812986e6c8c2a69e18311145f9371337f27d4 v3.4.0
aa33708b10e362ff993539393ff100fa93ed6a27 v3.5.0
3d68780484996aa9d417bb9016193885cdf1f299 v3.6.0
988b5a0280414f521da01fcc63a27aeeb4b104db v3.6.1
8026d2bc3645ea78b0d2544766a1225eb5691f89 v3.7.0
c47758b77c9736f4b2ef4073d4d51994fabfe349 v3.7.1
6524bf65af31da8d45b59e8c27de4bd072b392f5 v3.8.0
f7ce87c1d6bead3e36075b2ce75da1f6cc28aaca v3.9.0
37fe631027851001ddb9b187196cc803df7f5f0e v4 v4.3.0
4d04d5d9486b7bd6fa91e7baf45bbb4f8b9deedd v4.0.0
d7f5e7f509e45cec5c76c4d5afdd7de93d0b3df5 v4.1.0
bb05f3f5519dd87d3ba754cc423b652a5edd6d2c v4.2.0`,
  "docker/setup-qemu-action": `27d0a4f181a40b142cce983c5393082c365d1480 v1 v1.2.0
dd6dfe41c1ffde2e8c4ba7de0bcf4e163ec8b84d v1.0.0
6520a2d2cb6db42c90c297c8025839c98e531268 v1.0.1
25f0500ff22e406f7191a2a8ba8cda16901ca018 v1.0.2
c308fdd69d26ed66f4506ebd74b180abe5362145 v1.1.0
2b82ce82d56a2a04d2637cd93a637ae1b359c0a7 v2 v2.2.0
8b122486cedac8393e77aa9734c3528886e4a1a8 v2.0.0
e81a89b1732b9c48d79cd809d8d81d79c4647a18 v2.1.0
c7c53464625b32c7a7e944ae62b3e17d2b600130 v3 v3.7.0
68827325e0b33c7199eb31dd4e31fbe9023e06e3 v3.0.0
5927c834f5b4fdf503fca6f4c7eccda82949e1ee v3.1.0
49b3bc8e6bdd4a60e6116a5414239cba5943d3cf v3.2.0
53851d14592bedcffcf25ea515637cff71ef929a v3.3.0
4574d27a4764455b42196d70a065bc6853246a25 v3.4.0
5964de0df58d5ad28b04d8fe2e6b80ad47105b91 v3.5.0
29109295f81e9208d7d86ff1c6c12d2833863392 v3.6.0
96fe6ef7f33517b61c61be40b68a1882f3264fb8 v4 v4.2.0
ce360397dd3f832beb865e1373c09c0e9f86d70a v4.0.0
06116385d9baf250c9f4dcb4858b16962ea869c3 v4.1.0`,
  "dorny/paths-filter": `1cbb925a174b3b91b9ba408bc912aaca905656c0 v1 v1.1.0
29d498d99de1847fb46b3d452709b3af9ae99916 v1.0.0
0c9e16cc6d8eddce40266574aa8c3674ddf96cce v1.0.1
4512585405083f25c027a35db413c2b3b9006d50 v2 v2.11.1
affb29871ab1f927ecad0ee68c0989584101408f v2.0.0
7d201829e21b5928add91d4c443f98c9245f22f0 v2.1.0
87375a4a683ef30954fecd28289bc014294971d7 v2.10.0
78ab00f87740f82aec8ed8826eb4c3c851044126 v2.10.1
b2feaf19c27470162a626bd6fa8438ae5b263721 v2.10.2
737cb1986a0ab3e9b76e4306075223d1a2b2467b v2.11.0
7267a8516b6f92bdb098633497bad573efdbf271 v2.12.0
83deb9f0373c586f6db8c56afa94bc6e0e994432 v2.2.0
3b817c99747a70f3b42db7c51bcc44407b73481e v2.2.1
1f7b23edebee855111708784cd0047209659f115 v2.3.0
ff5bb057bf62b684107d110563da97d79c1b1845 v2.4.0
8b399ed1681b9efd6b1e048ca1c5cba47edf3855 v2.4.1
9bd03c0d681d897b1ad7113b1c97edeb4412a6ec v2.4.2
189a1963db079e08671341321aabb27677fb0ab6 v2.5.0
b37d4e9e86f9ae7facbf4a3cc58d98e7139cfc31 v2.5.1
b4eabb6049014f44b3ecdbddc0456f9e8fe22c23 v2.5.2
d599443ba55e103985817f072734ef381431aeb4 v2.5.3
eb75a1edc117d3756a18ef89958ee59f9500ba58 v2.6.0
4e7fcc37b4770a7082a9be52b4c543d2839f55df v2.7.0
7c0f15b688b020e95e00f15c61299b022f08ca95 v2.8.0
e5b96fe4da28399a439c8b7a303f8e5be3df6c22 v2.9.0
0aa1597c2b7d2ae1a7f6ee0646a308450232e290 v2.9.1
ca8fa4002c226cbab8b50cc157d3f47899a49762 v2.9.2
ad1ae68cd06927a8731fe67e877a2351c7a09691 v2.9.3
d1c1ffe0248fe513906c8e24db8ea791d46f8590 v3 v3.0.3
0bc4621a3135347011ad047f9ecf449bf72ce2bd v3.0.0
ebc4d7e9ebcb0b1eb21480bb8f43113e996ac77a v3.0.1
de90cc6fb38fc0963ad72b210f1f284cd68cea36 v3.0.2
7b450fff21473bca461d4b92ce414b9d0420d706 v4 v4.0.2
9d7afb8d214ad99e78fbd4247752c4caed2b6e4c v4.0.0
fbd0ab8f3e69293af611ebaee6363fc25e6d187d v4.0.1`,
  "dtolnay/rust-toolchain": `e97e2d8cc328f1b50210efc529dca0028893a2d9 v1`,
  "github/codeql-action": `231aa2c8a89117b126725a0e11897209b7118144 v1 v1.1.39
b7dd4a6f2c343e29a9ab8e181b2f540816f28bd7 v1.0.0
ece2addcff6617641ef7caf0016fb0fd4c2a9962 v1.0.1
a00769bdfb6706a7400db6aa98570597be644555 v1.0.10
db7158f9ba305f7f7294527cd69cfa3bc28d9867 v1.0.11
b0e70410b40f1a9af3bba1cecd95b4b57896af26 v1.0.12
89d78ba4572c7854683ec144d212bf0b52cd2a2a v1.0.13
4854dd23d5f2aada3f026670784d5109e7702ea9 v1.0.14
1b37538d9c22dd3f3d0c52992fa20da98683bd34 v1.0.15
1ddd8a5632ff73c3f5c27437cf052373e3318e39 v1.0.16
03e7dda1b95c7f6aae67e875850e96fad898d31e v1.0.17
fd3190bba58b65cbefb742009518a03a07af24d7 v1.0.18
1990ded3d254be86a1af1948d034534fad74a032 v1.0.19
37f75f1702c69e1745e3dd7a591b6b8130d34e13 v1.0.2
e86ea38e3f233a8bcf5afc904ee9fb422d5cf6e8 v1.0.20
e891551dd4836643fb9f223d7ff08e83e8073534 v1.0.21
5581e08a65fc3811c3ac78939dd59e7a8adbf003 v1.0.22
a627e9fa504113bfa8e90a9b429b157a38b1cdbd v1.0.23
e095058bfa09de8070f94e98f5dc059531bc6235 v1.0.24
546b30f35ae5a3db0e0be1843008c2224f71c3b0 v1.0.25
5f532563584d71fdef14ee64d17bafb34f751ce5 v1.0.26
cd783c8a29bdcf5a5c79c5137889e24651fa626c v1.0.27
8a4b243fbf9a03a93e93a71c1ec257347041f9c4 v1.0.28
384cfc42b2131df01c009d3d2eed7b78d8e8556e v1.0.29
cf6e01948098c3a455ebd0e4ef4ca9d6ae29ff1e v1.0.3
8b37404d562d866ad6a65d0ecb4fa5131e047ca4 v1.0.30
1a927e9307bc11970b2c679922ebc4d03a5bd980 v1.0.31
2b46439dd5477d8a1659811cdc500d35e601a1cb v1.0.32
03450ff6ed030a238fc544b2eee5da82b4ee6b99 v1.0.4
500dad96d7fcdc698d0155829f2ae8bb6f3b79a9 v1.0.5
84173b94c97f24e0be9c585133d8e0421efca515 v1.0.6
592af860c5202d807cbd19ffcf9bd63cf3b7edf2 v1.0.7
59e2f2d80daf1eaf3fb2cdf1cb1fcd1bbe7448e3 v1.0.8
33f3438c1d59883f5e769fdf2b6adb6794d91d0f v1.0.9
474bbf07f9247ffe1856c6a0f94aeeb10e7afee6 v1.1.0
ec300a3159b7f1c667253f7555e4a2dca734a537 v1.1.1
5e59d8eec41ddea52e92b223c4803d2ab86d134f v1.1.10
0e9acb6e5cd338179ea69a99146ca55f796799e0 v1.1.11
a6611b86918424d4588efe7d6dbe18fe52d42518 v1.1.12
614d63af7689aac70b4aa59f89b19d65ef52cd74 v1.1.13
714ec5a57d98ec3f11dfdc9ba30f508c95881c1a v1.1.14
e41f8baf4a726fae01b76b1337c600136468896e v1.1.15
f7b6c0021b777684992d895a563fc3a0e425783a v1.1.16
5207709e29268462bb43351e7cf1330c8a50969a v1.1.17
af35bd33fba49f9d3fe1ceaf1bd88d9fb26d4fce v1.1.18
d1ad3b49578d8a66828f9c8e8fbf5f9faec38f85 v1.1.19
d39d5d5c9707b926d517b1b292905ef4c03aa777 v1.1.2
d438a4b810233cc2fd6a278eb3c6777525dcdb32 v1.1.20
d5cec099b513fccc2cfcc9247113ecc9edbdacc5 v1.1.21
7cce9bbfb550e880420fd42bdb2f6a2908df139e v1.1.22
fe2e30bafc62994571bcacc370c0818cf12a231e v1.1.23
83007bbc17d874e3f1654bfaf9367629f7fdcac7 v1.1.24
f630e9a5897e219520c6cfdd6e8a430d1a5caf91 v1.1.25
64b7bbc7e0fc8342f9a7a905c64eea088c9078d0 v1.1.26
2eeff7bf99c8a7519cedc062526ad4b79863e309 v1.1.27
2956c096220fb34b6bf430b4ec7dcff2e77c8084 v1.1.28
aacfdb2143271bef44adf6400251bdce32a5dd9a v1.1.29
75f07e7ab2ee63cba88752d8c696324e4df67466 v1.1.3
1da1705b0902ee32cb8e4b8010fbddb91719b48e v1.1.30
9e288b03632e540432812c08ffaef313da7fb1d9 v1.1.31
8d0f2452ee95e5895e161ce0a54928661e986c3c v1.1.32
73113785b9e3aa4b2c9c2e1c91463606e882665e v1.1.33
ea25ff07d1d19b19a3bb9fc8a1392902a203f988 v1.1.34
54d8b0da6bba52eaed1c8042082f6560bc02ecb6 v1.1.35
6856c22f5f5e3b8a6d962072aab8b196d5c31952 v1.1.36
4b3fd9198891cf782111537728021ffc6ae722ba v1.1.37
ef51ec1e544fec1d3f2e06d20bb924508edf2016 v1.1.38
f5d822707ee6e8fb81b04a5c0040b736da22e587 v1.1.4
883476649888a9e8e219d5b2e6b789dc024f690c v1.1.5
4c1021c5041fca6023824e45efb7f83178d52fe2 v1.1.6
1fc1008278d05ba9455caf083444e6c5a1a3cfd8 v1.1.7
e2cc7cc006b87d43538b16d71752753e7b85224d v1.1.8
6c3ae45f3a4a4cfd22f4876f5c2d393d491b51e8 v1.1.9
b8d3b6e8af63cde30bdc382c0bc28114f4346c88 v2 v2.28.1
2f58583a1b24a7d3c7034f6bf9fa506d23b1183b v2.1.10
a3a6c128d771b6b9bdebb1c9d0583ebd2728a108 v2.1.11
27ea8f8fe5977c00f5b37e076ab846c5bd783b96 v2.1.12
d00e8c09a38ef8c1ca1091fc55ef490776d2de73 v2.1.13
41a4ada31ba866a7f1196b9602703a89edd69e22 v2.1.14
3f62b754e23e0dd60f91b744033e1dc1654c0ec6 v2.1.15
3e7e3b32d0fb8283594bb0a76cc60a00918b0969 v2.1.16
0c670bbf0414f39666df6ce8e718ec5662c21e03 v2.1.17
2ca79b6fa8d3ec278944088b4aa5f46912db5d63 v2.1.18
f5d217be74900c6ac8fbbe53f3c10376ba4e64da v2.1.19
7fee4ca032ac341c12486c4c06822c5221c76533 v2.1.20
c7f292ea4f542c473194b33813ccd4c207a6c725 v2.1.21
b398f525a5587552e573b247ac661067fafa920b v2.1.22
6a38b7d4a1af70deb1b561eb77db2b5e5a6a1e69 v2.1.23
904260d7d935dff982205cbdb42025ce30b7a34f v2.1.24
86f3159a697a097a813ad9bfa0002412d97690a4 v2.1.25
e0e5ded33cabb451ae0a9768fc7b0410bad9ad44 v2.1.26
807578363a7869ca324a79039e6db9c843e0e100 v2.1.27
cc7986c02bac29104a72998e67239bb5ee2ee110 v2.1.28
ec3cf9c605b848da5f1e41e8452719eb1ccfb9a6 v2.1.29
18fe527fa8b29f134bb91f32f1a5dc5abb15ed7f v2.1.30
c3b6fce4ee2ca25bc1066aa3bf73962fda0e8898 v2.1.31
4238421316c33d73aeea2801274dd286f157c2bb v2.1.32
678fc3afe258fb2e0cdc165ccf77b85719de7b3c v2.1.33
312e093a1892bd801f026f1090904ee8e460b9b6 v2.1.34
b2a92eb56d8cb930006a1c6ed86b0782dd8a4297 v2.1.35
a669cc5936cc5e1b6a362ec1ff9e410dc570d190 v2.1.36
959cbb7472c4d4ad70cdfe6f4976053fe48ab394 v2.1.37
515828d97454b8354517688ddc5b48402b723750 v2.1.38
a34ca99b4610d924e04c68db79e503e1f79f9f02 v2.1.39
28eead240834b314f7def40f6fcba65d100d99b1 v2.1.6
0182a2c78c8a55b763909348834ed54d735ab3e2 v2.1.7
1ed1437484560351c5be56cf73a48a279d116b78 v2.1.8
7502d6e991ca767d2db617bfd823a1ed925a0d59 v2.1.9
cdcdbb579706841c47f7063dda365e292e5cad7a v2.13.4
436dbd9100756e97f42f45da571adeebf8270723 v2.2.0
3ebbd71c74ef574dbc558c82f70e52732c8b44fe v2.2.1
8c8d71dde4abced210732d8486586914b97752e8 v2.2.10
d186a2a36cc67bfa1b860e6170d37fb9634742c7 v2.2.11
7df0ce34898d659f95c0c4a09eaa8d4e32ee64db v2.2.12
39d8d7e78f59cf6b40ac3b9fbebef0c753d7c9e5 v2.2.2
8775e868027fa230df8586bdf502bbd9b618a477 v2.2.3
17573ee1cc1b9d061760f3a006fc4aac4f944fd5 v2.2.4
32dc499307d133bb5085bae78498c0ac2cf762d5 v2.2.5
16964e90ba004cdf0cd845b866b5df21038b7723 v2.2.6
168b99b3c22180941ae7dbdd5f5c9678ede476ba v2.2.7
67a35a08586135a9573f4327e904ecbf517a882d v2.2.8
04df1262e6247151b5ac09cd2c303ac36ad3f62b v2.2.9
6c089f53dd51dc3fc7e599c3cb5356453a52ca9e v2.20.0
f6e388ebf0efc915c6c5b165b019ee61a6746a38 v2.20.1
004c5de30b6423267685b897a3d595e944f7fed5 v2.20.2
46ed16ded91731b2df79a2893d3aea8e9f03b5c4 v2.20.3
489225d82a57396c6f426a40e66d461b16b3461d v2.20.4
1813ca74c3faaa3a2da2070b9b8a0b3e7373a0d8 v2.21.0
6ca1aa8c195c3ca3e77c174fe0356db1bce3b319 v2.21.1
0ba4244466797eb048eb91a6cd43d5c03ca8bd05 v2.21.2
5b6282e01c62d02e720b81eb8a51204f527c3624 v2.21.3
a09933a12a80f87b87005513f0abb1494c27a716 v2.21.4
00e563ead9f72a8461b24876bee2d0c2e8bd2ee8 v2.21.5
701f152f28d4350ad289a5e31435e9ab6169a7ca v2.21.6
04daf014b50eaf774287bf3f0f1869d4b4c4b913 v2.21.7
6a28655e3dcb49cb0840ea372fd6d17733edd8a4 v2.21.8
ddccb873888234080b77e9bc2d4764d5ccaaccf9 v2.21.9
2cb752a87e96af96708ab57187ab6372ee1973ab v2.22.0
fdcae64e1484d349b3366718cdfef3d404390e85 v2.22.1
305f6546310b9203e892c28c1484e82977f4f63d v2.22.10
03e7845b7bfcd5e7fb63d1ae8c61b0e791134fab v2.22.11
1500a131381b66de0c52ac28abb13cd79f4b7ecc v2.22.12
d90b8d79de6dc1f58e83a1499aa58d6c93dc28de v2.22.2
0116bc2df50751f9724a2e35ef1f24d22f90e4e1 v2.22.3
49abf0ba24d0b7953cb586944e918a0b92074c80 v2.22.4
74483a38d39275f33fcff5f35b679b5ca4a26a99 v2.22.5
689fdc5193eeb735ecb2e52e819e3382876f93f4 v2.22.6
66b90a5db151a8042fa97405c6cf843bbe433f7b v2.22.7
407ffafae6a767df3e0230c3df91b6443ae8df75 v2.22.8
c0d1daa7f7e14667747d73a7dbbe8c074bc8bfe2 v2.22.9
8b7fcbfac2aae0e6c24d9f9ebd5830b1290b18e4 v2.23.0
4759df8df70c5ebe7042c3029bbace20eee13edd v2.23.1
2f93e4319b2f04a2efc38fa7f78bd681bc3f7b2f v2.23.2
dc021d495cb77b369e4d9d04a501700fd83b8c51 v2.24.0
1a077f8f6c71a45340c26ca0b877e00459e5f443 v2.24.1
ffd3158cb9024ebd018dbf20756f28befbd168c7 v2.24.10
dceb4dabff5afc1c348c8b9cdb6758fc837bb1a1 v2.24.11
8b6a45a6ecf57c282d068f1e7697de1f35afb8c9 v2.24.2
4a8f20f6b9b5114f354129a1e2f391d75bfd640a v2.24.3
80eb8d5395c1d8edac424890a2dc323568ba25fb v2.24.4
a56a03b370b87b26fde6d680755f818cfda0372b v2.24.5
928ff8c822d966a999092a6a35e32177899afb7c v2.24.6
e56cfd0877b4826be144d11aa31e6c64a55828e9 v2.24.7
c2dc67199a2e650d535d7de586a07597aea4d9c7 v2.24.8
a82bad71823183e5b120ab52d521460ecb0585fe v2.24.9
f72882a05ba58122a44b17f2fce8fb50e5c79a59 v2.25.0
e949a1676c32f4c215780f7429eb9f00ff18b225 v2.25.1
a073c66b2accf653a511d88537804dcafa07812e v2.25.10
d958b976dc5b990f802df244f2dc5d807113327f v2.25.11
e113c555ef0956479345cfc3ed530c938d670db0 v2.25.12
563dcafdfe28a0bb82e2c272d84924f17b628540 v2.25.13
e549eca4909a989c39174a458c49d6a8b67f6c69 v2.25.14
3e0e84636c6f5df46a2cb232ae1dd1384713150d v2.25.15
9ace329d8c0504a5571820cf13ab64d3f59e84fb v2.25.2
ceaec5c11a131e0d282ff3b6f095917d234caace v2.25.3
4f0ceda83afa9bc55df7b6c611b81435fa53d987 v2.25.4
d05fceb0450a68babd9a7597626abef20f03dad6 v2.25.5
162eb1e32abe518e88bd229ebc8784a533ceaa51 v2.25.6
366cd9811409649a3e1276ce7f1a1c9023832b56 v2.25.7
6ac9fc7e8e290bda8fac86290b68e176def71959 v2.25.8
b9bbe2d60639154188464569b9ad28bdf33eab91 v2.25.9
5973e2313ac1b9aaedb1f911a1e91228cde07d28 v2.26.0
404b712ccd1b4eeea961470c9187609bd64e5db4 v2.26.1
85b07cf1e13dd512be7c27c37a33c5864c252fcc v2.26.10
430e27ef200cf61455a15dd5b56e130c8227a563 v2.26.11
4d85deb8548d03be541760228f3fe9e6a4d5d27d v2.26.12
083cd45dc7d463f048a5d0975943f0e19e9c9378 v2.26.13
366883a76d75dcee5428da5c3ae7abf9386e35ac v2.26.2
d65d0c9607eef71d396c103df6032f9561fcb3c6 v2.26.3
89036746af0bb9507d6f90289b0d5b97d5f44c0c v2.26.4
e8b34a2aaa1d35eab0b758128337086bb22bc6bf v2.26.5
be8b74c09c1778bcdbea38e1a45efea2cb73e18c v2.26.6
2fe1a3da42c8b4f96ced91264bda7407d8c65539 v2.26.7
422b177bb3935638109d3175d95e4dbf97066060 v2.26.8
d97ba04b39135f37e9d60c84a6995bb18b7ac328 v2.26.9
6a89f57882288b3d2f190cda65000eec9e9ebb7c v2.27.0
e96cea3a2effd357d270bca8686d8d8b04ee0773 v2.27.1
3c5d589711f8f55c5dff573fa0c6c9192f593205 v2.27.2
cb6549f9103a3855e5c5084c8f44b706e1b0a83f v2.27.3
5b62e7a9f186342c830e01bc69a4626fd1573b6e v2.27.4
e2b57b01d64b69ac273abfbea5d3ed15231e1706 v2.27.5
82a3f64131759f97922e0680c3730858bc7155a6 v2.27.6
d835c34a7026e284170c41a0a66c956e03f247d0 v2.27.7
949c15670d6990567a0a11f164e6f870e7123062 v2.27.8
277b89701e930e6af7a758f50afa5185bfc53c81 v2.27.9
673cceb2b4886e2dfff697ab64a1ecd1c0a14a05 v2.28.0
b2c19fb9a2a485599ccf4ed5d65527d94bc57226 v2.3.0
8662eabe0e9f338a07350b7fd050732745f93848 v2.3.1
f3feb00acb00f31a6f60280e6ace9ca31d91c76a v2.3.2
29b1f65c5e92e24fe6b6647da1eaabe529cec70f v2.3.3
f0e3dfb30302f8a0881bb509b044e0de4f6ef589 v2.3.4
0225834cc549ee0ca93cb085b92954821a145866 v2.3.5
83f0fe6c4988d98a455712a27f0255212bba9bd4 v2.3.6
dd903d2e4f5405488e5ef1422510ee31c8b32357 v3 v3.36.2
b374143c1149a9115d881581d29b8390bbcbb59c v3.22.11
012739e5082ff0c22ca6d6ab32e07c36df03c4a4 v3.22.12
e5f05b81d5b6ff8cfa111c80c22c5fd02a384118 v3.23.0
0b21cf2492b6b02c465a3e5d7c473717ad7721ba v3.23.1
b7bf0a3ed3ecfa44160715d7c442788f65f0f923 v3.23.2
e8893c57a1f3a2b659b6b55564fdfdbbd2982911 v3.24.0
e675ced7a7522a761fc9c8eb26682c8b27c42b2b v3.24.1
4355270be187e1b672a7a1c7c7bae5afdc1ab94a v3.24.10
a12c274149a487a5539a726cb05bc6d1b7e0b5f2 v3.24.11
ece8414c725e29de2e18c0859fda9e7280df9488 v3.24.2
379614612a29c9e28f31f39a59013eb8012a51f0 v3.24.3
e2e140ad1441662206e8f97754b166877dfa1c73 v3.24.4
47b3d888fe66b639e431abf22ebca059152f1eea v3.24.5
8a470fddafa5cbb6266ee11b37ef4d8aae19c571 v3.24.6
3ab4101902695724f9365a384f86c1074d94e18c v3.24.7
05963f47d870e2cb19a537396c1f668a348c7d8f v3.24.8
1b1aada464948af03b950897e5eb522f92603cc2 v3.24.9
df5a14dc28094dc936e103b37d749c6628682b60 v3.25.0
c7f9125735019aa87cfc361530512d50ea439c71 v3.25.1
23acc5c183826b7a8a97bce3cecc52db901f8251 v3.25.10
b611370bb5703a7efb587f9d136a52ea24c5c38c v3.25.11
4fa2a7953630fd2f3fb380f21be14ede0169dd4f v3.25.12
2d790406f505036ef40ecba973cc774a50395aac v3.25.13
5cf07d8b700b67e235fbb65cbc84f69c0cf10464 v3.25.14
afb54ba388a7dca6ecae48f608c4ff05ff4cc77a v3.25.15
8f596b4ae3cb3c588a5c46780b86dd53fef16c52 v3.25.2
d39d31e687223d841ef683f52467bd88e9b21c14 v3.25.3
ccf74c947955fd1cf117aef6a0e4e66191ef6f61 v3.25.4
b7cec7526559c32f1616476ff32d17ba4c59b2d6 v3.25.5
9fdb3e49720b44c48891d036bb502feb25684276 v3.25.6
f079b8493333aace61c81488f8bd40919487bd9f v3.25.7
2e230e8fe0ad3a14a340ad0815ddb96d599d2aff v3.25.8
530d4feaa9c62aaab2d250371e2061eb7a172363 v3.25.9
eb055d739abdc2e8de2e5f4ba1a8b246daa779aa v3.26.0
29d86d22a34ea372b1bbf3b2dced2e25ca6b3384 v3.26.1
e2b3eafc8d227b0241d48be5f425d47c2d750a13 v3.26.10
6db8d6351fd0be61f9ed8ebd12ccd35dcec51fea v3.26.11
c36620d31ac7c881962c3d9dd939c40ec9434f2b v3.26.12
f779452ac5af1c261dce0346a8f964149f49322b v3.26.13
429e1977040da7a23b6822b13c129cd1ba93dbb2 v3.26.2
883d8588e56d1753a8a58c1c86e88976f0c23449 v3.26.3
f0f3afee809481da311ca3a6ff1ff51d81dbeb24 v3.26.4
2c779ab0d087cd7fe7b826087247c2c81f27bfa6 v3.26.5
4dd16135b69a43b6c8efb853346f8437d92d3c93 v3.26.6
8214744c546c1e5c8f03dde8fab3a7353211988d v3.26.7
294a9d92911152fe08befb9ec03e240add280cb3 v3.26.8
461ef6c76dfe95d5c364de2f431ddbd31a417628 v3.26.9
662472033e021d55d94146f66f6058822b0b39fd v3.27.0
4f3212b61783c3c68e8309a0f18a699764811cda v3.27.1
9278e421667d5d90a2839487a482448c4ec7df4d v3.27.2
396bb3e45325a47dd9ef434068033c6d5bb0d11a v3.27.3
ea9e4e37992a54ee68a9622e985e60c8e8f12d9f v3.27.4
f09c1c0a94de965c15400f5634aa42fac8fb8f88 v3.27.5
aa578102511db1f4524ed59b8cc2bae4f6e88195 v3.27.6
babb554ede22fd5605947329c4d04d8e7a0b8155 v3.27.7
8a93837afdf1873301a68d777844b43e98cd4313 v3.27.8
df409f7d9260372bd5f19e5b04e83cb3c43714ae v3.27.9
48ab28a6f5dbc2a99bf1e0131198dd8f1df78169 v3.28.0
b6a472f63d85b9c78a3ac5e89422239fc15e9b3c v3.28.1
b56ba49b26e50535fa1e7f7db0f4f7b4bf65d80d v3.28.10
6bb031afdd8eb862ea3fc1848194185e076637e5 v3.28.11
5f8171a638ada777af81d42b55959a643bb29017 v3.28.12
1b549b9259bda1cb5ddde3b41741a82a2d15a841 v3.28.13
fc7e4a0fa01c3cca5fd6a1fddec5c0740c977aa2 v3.28.14
45775bd8235c68ba998cffa5171334d58593da47 v3.28.15
28deaeda66b76a05916b6923827895f2b14ab387 v3.28.16
60168efe1c415ce0f5521ea06d5c2062adbeed1b v3.28.17
ff0a06e83cb2de871e5a09832bc6a81e7276941f v3.28.18
fca7ace96b7d713c7035871441bd52efbe39e27e v3.28.19
d68b2d4edb4189fd2a5366ac14e72027bd4b37dd v3.28.2
07bb2b932c90fc1ec97637495e4072a0966fa74c v3.28.20
5378192d256ef1302a6980fffe5ca04426d43091 v3.28.21
dd196fa9ce80b6bacc74ca1c32bd5b0ba22efca7 v3.28.3
ee117c905ab18f32fa0f66c2fe40ecc8013f3e04 v3.28.4
f6091c0113d1dcf9b98e269ee48e8a7e51b7bdd4 v3.28.5
17a820bf2e43b47be2c72b39cc905417bc1ab6d0 v3.28.6
6e5455904168f98c75d8e5ad848b4dc4ab3ae77e v3.28.7
dd746615b3b9d728a6a37ca2045b68ca76d4841a v3.28.8
9e8d0789d4a0fa9ceb6b1738f7e269594bdd67f0 v3.28.9
ce28f5bb42b7a9f2c824e633a3f6ee835bab6858 v3.29.0
39edc492dbe16b1465b0cafca41432d857bdb31a v3.29.1
96f518a34f7a870018057716cc4d7a5c014bd61c v3.29.10
3c3833e0f8c1c83d449a7478aa59c036a9165498 v3.29.11
181d5eefc20863364f96762470ba6f862bdef56b v3.29.2
d6bbdef45e766d081b84a2def353b0055f728d3e v3.29.3
4e828ff8d448a8a6e532957b1811f387a63867e8 v3.29.4
51f77329afa6477de8c49fc9c7046c15b9a4e79d v3.29.5 v3.29.7
a4e1a019f5e24960714ff6296aee04b736cbc3cf v3.29.6
76621b61decf072c1cee8dd1ce2d2a82d33c17ed v3.29.8
df559355d593797519d70b90fc8edd5db049e7a2 v3.29.9
2d92b76c45b91eb80fc44c74ce3fce0ee94e8f9d v3.30.0
f1f6e5f6af878fb37288ce1c627459e94dbf7d01 v3.30.1
d3678e237b9c32a6c9bffb3315c335f976f3549f v3.30.2
192325c86100d080feab897ff886c34abd4c83a3 v3.30.3
303c0aef88fc2fe5ff6d63d3b1596bfd83dfa1f9 v3.30.4
3599b3baa15b485a2e49ef411a7a4bb2452e7f93 v3.30.5
64d10c13136e1c5bce3e5fbde8d4906eeaafc885 v3.30.6
a8d1ac45b9a34d11fe398d5503176af0d06b303e v3.30.7
755f44910c12a3d7ca0d8c6e42c048b3362f7cec v3.30.8
42213152a85ae7569bdb6bec7bcd74cd691bfe41 v3.30.9
d198d2fabf39a7f36b5ce57ce70d4942944f006e v3.31.0
c503cb4fbb5ac9c4ff92454b2613f5bf931403e5 v3.31.1
4bdb89f48054571735e3792627da6195c57459e2 v3.31.10
38e701f46e33fb233075bf4238cb1e5d68e429e4 v3.31.11
5d5cd550d3e189c569da8f16ea8de2d821c9bf7a v3.31.2
f94c9befffa4412c356fb5463a959ab7821dd57e v3.31.3
c3d42c5d08633d8b33635fbd94b000a0e2585b3c v3.31.4
d3ced5c96c16c4332e2a61eb6f3649d6f1b20bb8 v3.31.5
497990dfed22177a82ba1bbab381bc8f6d27058f v3.31.6
bffd034ab1518ad839a542b8a7356e13a240e076 v3.31.7
f47c8e6a9bd05ef3ee422fc8d8663be7fe4bdc61 v3.31.8
45c373516f557556c15d420e3f5e0aa3d64366bc v3.31.9
439137e1b50c27ba9e2f9befc93e43091b449c34 v3.32.0
2588666de8825e1e9dc4e2329a4c985457d55b32 v3.32.1
b5ebac6f4c00c8ccddb7cdcd45fdb248329f808a v3.32.2
f5c2471be782132e47a6e6f9c725e56730d6e9a3 v3.32.3
45580472a5bb82c4681c4ac726cfdb60060c2ee1 v3.32.4
ae9ef3a1d2e3413523c3741725c30064970cc0d4 v3.32.5
820e3160e279568db735cee8ed8f8e77a6da7818 v3.32.6
603b797f8b14b413fe025cd935a91c16c4782713 v3.33.0
dfad8f8ebc168f044d22d94180b54591ef6c0321 v3.34.0
ebcb5b36ded6beda4ceefea6a8bc4cc885255bb3 v3.34.1
13efb23391a0eb7aed73154e3ffd112417aedcf2 v3.35.0
5c8a8a642e79153f5d047b10ec1cba1d1cc65699 v3.35.1
ce64ddcb0d8d890d2df4a9d1c04ff297367dea2a v3.35.2
0daab03d71ff584ef619d027a3fd9146679c5d84 v3.35.3
7fd177fa680c9881b53cdab4d346d32574c9f7f4 v3.35.4
458d36d7d4f47d0dd16ca424c1d3cda0060f1360 v3.35.5
03e4368ac7daa2bd82b3e85262f3bf87ee112f57 v3.36.0
d77b13a0df3134d64a457ea9003f600b09fa1c8a v3.36.1
8aad20d150bbac5944a9f9d289da16a4b0d87c1e v4 v4.36.2
e296a935590eb16afc0c0108289f68c87e2a89a5 v4.30.7
f443b600d91635bebf5b0d9ebc620189c0d6fba5 v4.30.8
16140ae1a102900babc80a33c44059580f687047 v4.30.9
4e94bd11f71e507f7f87df81788dff88d1dacbfb v4.31.0
5fe9434cd24fe243e33e7f3305f8a5b519b70280 v4.31.1
cdefb33c0f6224e58673d9004f47f7cb3e328b89 v4.31.10
19b2f06db2b6f5108140aeb04014ef02b648f789 v4.31.11
0499de31b99561a6d14a36a5f662c2a54f91beee v4.31.2
014f16e7ab1402f30e7c3329d33797e7948572db v4.31.3
e12f0178983d466f2f6028f5cc7a6d786fd97f4b v4.31.4
fdbfb4d2750291e159f0156def62b853c2798ca2 v4.31.5
fe4161a26a8629af62121b670040955b330f9af2 v4.31.6
cf1bb45a277cb3c205638b2cd5c984db1c46a412 v4.31.7
1b168cd39490f61582a9beae412bb7057a6b2c4e v4.31.8
5d4e8d1aca955e8d8589aabd499c5cae939e33c7 v4.31.9
b20883b0cd1f46c72ae0ba6d1090936928f9fa30 v4.32.0
6bc82e05fd0ea64601dd4b465378bbcf57de0314 v4.32.1
45cbd0c69e560cd9e7cd7f8c32362050c9b7ded2 v4.32.2
9e907b5e64f6b83e7804b09294d44122997950d6 v4.32.3
89a39a4e59826350b863aa6b6252a07ad50cf83e v4.32.4
c793b717bc78562f491db7b0e93a3a178b099162 v4.32.5
0d579ffd059c29b07949a3cce3983f0780820c98 v4.32.6
b1bff81932f5cdfc8695c7752dcee935dcd061c8 v4.33.0
c6f931105cb2c34c8f901cc885ba1e2e259cf745 v4.34.0
38697555549f1db7851b81482ff19f1fa5c4fedc v4.34.1
b8bb9f28b8d3f992092362369c57161b755dea45 v4.35.0
c10b8064de6f491fea524254123dbe5e09572f13 v4.35.1
95e58e9a2cdfd71adc6e0353d5c52f41a045d225 v4.35.2
e46ed2cbd01164d986452f91f178727624ae40d7 v4.35.3
68bde559dea0fdcac2102bfdf6230c5f70eb485e v4.35.4
9e0d7b8d25671d64c341c19c0152d693099fb5ba v4.35.5
7211b7c8077ea37d8641b6271f6a365a22a5fbfa v4.36.0
87557b9c84dde89fdd9b10e88954ac2f4248e463 v4.36.1`,
  "golangci/golangci-lint-action": `bae0e1478bab75b09e53e1687db97bcf41bfa0b2 v0.0.1
7a50c22d120bf8135d5f91e1c5cbb2350c812065 v0.0.2
85e31a269e2e0015458dec072ab4b3a1de66c1aa v0.0.3
666cc9164ed9886a70a4852193c2caa75419023b v0.0.4
b0302493407904bb386872a8507b4501829f4fcf v0.1.0
ce34998f1fde8a8ee45b60c20444f1df15984882 v0.1.1
afc07fb790fa16583be44e4320e1d20cd27965c3 v0.1.2
977a01f96cd7ea663741026bcb7f19a238e0f9ca v0.1.3
66883b5fcfd8c1efc9f8313875cbfab731b34415 v0.1.4
1dd9e0522ba8db9131533895cca631aef6ce9700 v0.1.5
1778ebaefa94c88abbdf275ac1309d257dbde719 v0.1.6
1ef31b642a7b0a2e3d05d728380f79821bd2b317 v0.1.7
ca150a071d4f9188864599f48129ab1d900cb170 v0.1.8
e4cc61e5b1befaa4b06ce32246625bd9c133d8e7 v0.2.0
04eca2038305127fb1e6683425b6864cd5612f2d v1 v1.2.1
b66692b61df3c71afdaf8c3022ec4dbaea30e1d6 v1.0.0
64c208bfbc27925745d39dd0d1c53f7fbd092849 v1.1.0
10cbc929b3868f44d02dc99a3368f81237ca356a v1.2.0
cf72500b28d7be960f799bb60d1c736060478885 v1.2.2
5c56cd6c9dc07901af25baab6f2b0d9f3b7c3018 v2 v2.5.2
c238b72278d97934fd2cb007b97162d5b44757df v2.0.0
809d3b078b5068ac25ed67f0302a26801dad8477 v2.1.0
6317259e28065ecd33bf7e7e6c67c77db091d8a4 v2.2.0
54a84d46fb7183443c869b1b7d0dc34f640fcfd7 v2.2.1
e868220d9fd3b523f1a8fcfb69749e8c7521ba14 v2.3.0
544d2efb307b3f205f34886f2787046abe7fb26e v2.4.0
a12ae43dd8cc28fe6b21a4a1cf6ba468ef87bd88 v2.4.1
51485a400157c52f3eb32373c318c69c43a6c48c v2.5.0
d9f0e73c0497685d68af8c58280f49fcaf0545ff v2.5.1
3a919529898de77ec3da873e3063ca4b10e7f5cc v3 v3.7.0
c675eb70db3aa26b496bc4e64da320480338d41b v3.0.0
b517f99ae23d86ecc4c0dec08dcf48d2336abc29 v3.1.0
537aa1903e5d359d0b27dbc19ddd22c5087f3fbc v3.2.0
07db5389c99593f11ad7b44463c2d4233066a9b1 v3.3.0
0ad9a0988b3973e851ab0a07adf248ec2e100376 v3.3.1
08e2f20817b15149a52b5b3ebe7de50aff2ba8c5 v3.4.0
5f1fec7010f6ae3b84ea4f7b2129beb8639b564f v3.5.0
639cd343e1d3b897ff35927a75193d57cfcba299 v3.6.0
3cfe3a4abbb849e10058ce4af15d205b6da42804 v3.7.1 v4.0.0
d6238b002a20823d52840fda27e2d4891c5952dc v4 v4.0.1
38e1018663fa5173f3968ea0777460d3de38f256 v5 v5.3.0
82d40c283aeb1f2b6595839195e95c2d6a49081b v5.0.0
9d1e0624a798bb64f6c3cea93db47765312263dc v5.1.0
d9c9b53e53fa63215cdd19637cd95fbc34fdf4a1 v5.2.0
55c2c1448f86e01eaae002a5a3a9624417608d84 v6 v6.5.2
23faadfdeb23a6f9e511beaba149bb123b5b145a v6.0.0
a4f60bb28d35aeee14e6880718e0c85ff1882e64 v6.0.1
aaa42aa0628b4ae2578232a66b541047968fac86 v6.1.0
971e284b6050e8a5849b72094c50ab08da042db8 v6.1.1
ec5d18412c0aeab7936cb16880d708ba2a64e1ae v6.2.0
e60da84bfae8c7920a47be973d75e15710aa8bd7 v6.3.0
2e788936b09dd82dc280e845628a40d2ba6b204c v6.3.1
051d91933864810ecd5e2ea2cfd98f6a5bca5347 v6.3.2
e0ebdd245eea59746bb0b28ea6a9871d3e35fbc9 v6.3.3
0adbc47a5910e47adb692df88187ec8c73c76778 v6.4.0
818ec4d51a1feacefc42ff1b3ec25d4962690f39 v6.4.1
2226d7cb06a077cd73e56eedd38eecad18e5d837 v6.5.0
4696ba8babb6127d732c3c6dde519db15edab9ea v6.5.1
9fae48acfc02a90574d7c304a1758ef9895495fa v7 v7.0.1
1481404843c368bc19ca9406f87d6e0fc97bdcfd v7.0.0
4afd733a84b1f43292c63897423277bb7f4313a9 v8 v8.0.0
ba0d7d2ec06a0ea1cb5fa41b2e4a3ab91d21278a v9 v9.3.0
0a35821d5c230e903fcfe077583637dea1b27b47 v9.0.0
e7fa5ac41e1cf5b7d48e45e42232ce7ada589601 v9.1.0
1e7e51e771db61008b38414a730f564565cf7c20 v9.2.0
82606bf257cbaff209d206a39f5134f0cfbfd2ee v9.2.1`,
  "google-github-actions/auth": `09cecabe1f169596b81c2ef22b40faff87acc460 v0 v0.9.0
688a7bd01706217a1fc965442ff0733d2d577ec9 v0.1.0
cb396c3f31318e0011b80a34de46c2cab9e332f8 v0.2.0
2dd133ffa2bc779c0854b1999e993c416c87164b v0.3.0
f3c3e206c94d56ae17c8fa97b102276d24dc2108 v0.3.1
a61909d048e0be579b6c15b27088d19668493851 v0.4.0
9a051ab76ce8a17efc6be51a4f66a0248970f317 v0.4.1
1618f1c03245f76ecc483fb1fb2218a6894c4145 v0.4.2
d03480e8adf23ba8516d4c7ab68bc68999d5f0ae v0.4.3
c6c22902f6af237edb96ede5f25a00e864589b2f v0.4.4
7a360a247cce1245c1d13bc63d8b2ac927d201c8 v0.5.0
8d125895b958610ec414ca4dae010257eaa814d3 v0.6.0
50dbfd0907520dcccbd51e965728eb32e592b8fa v0.7.0
b258a9f230b36c9fa86dfaa43d1906bd76399edb v0.7.1
dafc92490a98acbdec38e6eb649f05d55e632447 v0.7.2
81012c2689e66f7f020ed6d8ab43596a0f8b503a v0.7.3
ceee102ec2387dd9e844e01b530ccd4ec87ce955 v0.8.0
dac4e13deb3640f22e3ffe758fd3f95e6e89f712 v0.8.1
2671692c371cbef34ed8ded9f197670c88c9d343 v0.8.2
c4799db9111fba4461e9f9da8732e5057b394f72 v0.8.3
3a3c4c57d294ef65efaaee4ff17b22fa88dd3c69 v1 v1.3.0
ef5d53e30bbcd8d0836f4288f5e50ff3e086997d v1.0.0
e8df18b60c5dd38ba618c121b779307266153fbf v1.1.0
35b0e87d162680511bf346c299f71c9c5c379033 v1.1.1
f105ef0cdb3b102a020be1767fcc8a974898b7c6 v1.2.0
c200f3691d83b41bf9bbd8638997a462592937ed v2 v2.1.13
67e9c72af6e0492df856527b474995862b7b6591 v2.0.0
f6de81663f7788d05bd15bcce18f0e57f23f0846 v2.0.1
5a50e581162a13f4baa8916d01180d2acbc04363 v2.1.0
a6e2e39c0a0331da29f7fd2c2a20a427e8d3ad1f v2.1.1
ba79af03959ebeac9769e648f473a284504d9193 v2.1.10
140bb5113ffb6b65a7e9b937a81fa96cf5064462 v2.1.11
b7593ed2efd1c1617e1b0254da33b86225adb2a5 v2.1.12
55bd3a7c6e2ae7cf1877fd1ccb9d54c0503c457c v2.1.2
71fee32a0bb7e97b4d33d548e7d957010649d8fa v2.1.3
f112390a2df9932162083945e46d439060d66ec2 v2.1.4
62cf5bd3e4211a0a0b51f2c6d6a37129d828611d v2.1.5
8254fb75a33b976a221574d287e93919e6a36f70 v2.1.6
6fc4af4b145ae7821d527454aa9bd537d1f2dc5f v2.1.7
71f986410dfbc7added4569d411d040a91dc6935 v2.1.8
7b53cdc2a387814ed14eec026287aac689ae8c9b v2.1.9
7c6bc770dae815cd3e89ee6cdf493a5fab2cc093 v3 v3.0.0`,
  "google-github-actions/setup-gcloud": `9e6e6749b210d2bf0423639b74c1baf0f8a2b24e 0.1.0
0091b19a86c3343919e6bfc90b663922b6e5eec8 0.1.1
61938f87149d8a75fd3d7385a5081d8a4169156d 0.1.2
c788fe5c6df55186a318d149e7d051aea414a528 0.1.3
20c93dacc1d70ddbce76c63ab32c35595345bdd1 v0 v0.7.0
daadedc81d5f9d3c06d2c92f49202a3cc2b919ba v0.2 v0.2.1
94337306dda8180d967a56932ceb4ddcf01edae7 v0.2.0
a45a0825993ace67ae6e11cf3011b3e7d6795f82 v0.3 v0.3.0
e0f83f24f541c30f1e9fe3c966963a10b8e647f5 v0.4.0
37a9333538a8350a13fe9d8fa03e0d4742a1ad2e v0.5.0
04141d8a7edfc8c679682f23e7bbbe05cbe32bb3 v0.5.1
877d4953d2c70a0ba7ef3290ae968eb24af233bb v0.6.0
65ed483aa286ae127a49b5b9a0436055eb49d590 v0.6.1
ee9693ff89cdf73862b8a13988f6a71070e8fc58 v0.6.2
e30db14379863a8c79331b04a9969f4c1e225e0b v1 v1.1.1
75fd574e9690e7c4a4681d1255d1c341cf0d9a8c v1.0.0
d51b5346f85640ec2aa2fa057354d2b82c2fcbce v1.0.1
62d4898025f6041e16b1068643bfc5a696863587 v1.1.0
e427ad8a34f8676edf47cf7d7925499adf3eb74f v2 v2.2.1
825196879a077b7efa50db2e88409f44de4635c2 v2.0.0
5a5f7b85fca43e76e53463acaa9d408a03c98d3a v2.0.1
98ddc00a17442e89a24bbf282954a3b65ce6d200 v2.1.0
f0990588f1e5b5af6827153b93673613abdc6ec7 v2.1.1
6189d56e4096ee891640bb02ac264be376592d6a v2.1.2
4111bea454dcfe1b4c2db3753685db043571e112 v2.1.3
77e7a554d41e2ee56fc945c52dfd3f33d12def9a v2.1.4
6a7c903a70c8625ed6700fa299f5ddb4ca6022e9 v2.1.5
cb1e50a9932213ecece00a606661ae9ca44f3397 v2.2.0
aa5489c8933f4cc7a4f7d45035b3b1440c9c10db v3 v3.0.1
26f734c2779b00b7dda794207734c511110a4368 v3.0.0`,
  "goreleaser/goreleaser-action": `04ed11208008dcf1388d53a361ee841abb1b6c15 v0.1.0
9e93a472640cc000c8fcdfeda320f1aeb9182aff v0.2.0
88312c23e9c6d3ee00580e3b8dce03163912a350 v0.2.1
bb450e4e6935070131f8d1a407df999357da2e63 v0.2.2
be0c56834bfe8df70d387e1d5b8fbb7c67547d1b v0.3.0
7550dd03404a4d4f35fc4ebf1bc8442767cc4545 v0.4.0
6e37040623d14330555c7be1603a9182cf92d32a v1 v1.5.1
10d535ff3d26480b9b5666eb395a036d669d64e6 v1.0.0
8161c37568494b9df8f970b1a8226bc33e8fae3a v1.0.1
7f7463cf169b762ccb7f474986039c23a0e05f2f v1.0.2
16077aaddced38b3624b63bfc92ce8328b1c0ed4 v1.1.0
900bdc241bf85a19d65d5e6540cf0a09eb274b4f v1.2.0
53acad1befee355d46f71cccf6ab4d885eb4f77f v1.2.1
e198786300556bb65479bb091b8a0f52c93d67f5 v1.3.0
09847f1406487cd4c0719182232031d994017598 v1.3.1
168bf725545b3bc7ff83c87e22d889bda8fb3b9c v1.4.0
92dbfe88d3b60b1489f0c02f229396469deef80e v1.5.0
b953231f81b8dfd023c58e0854a721e35037f28b v2 v2.9.1
83d17e5b7071cc31faaba773a8ac3e6dc3ed9c05 v2.0.0
87487e9bbdd08af15a69c9a2492a5b6991e3cee9 v2.0.1
108bc4da5a5b61f0f041ffa5627ad925e211d1ba v2.0.2
44b6852272812cc90077cfc2e703b1251f6a7dc6 v2.1.0
8708f5739924b7f505108288dbb66723d4dfe2ae v2.1.1
097bb3c0c5b5249fdc72ccdff0f874aebdc93839 v2.2.0
6389ff5bd287fd6948a7ccda8af8da4f0bbc856a v2.2.1
499c61b7c56d4c281b7120dcc74f130e5b0b9a18 v2.3.0
0e7950faacd82dfe001e34d0023f131b3bf2d3a8 v2.4.0
56f5b77f7fa4a8fe068bf22b732ec036cc9bc13f v2.4.1
5e15885530fb01d81d1f24e8a6f54ebbd0fed7eb v2.5.0
70eb4e573c41612a87fc52e8fb7b7d1a56d14e9c v2.6.0
ac067437f516133269923265894e77920c3dce18 v2.6.1
5a54d7e660bda43b405e8463261b3d25631ffe86 v2.7.0
5df302e5e9e4c66310a6b6493a8865b12c555af2 v2.8.0
79d4afbba1b4eff8b9a98e3d2e58c4dbaf094e2b v2.8.1
c127c9be6187cfff52edfac7c51b1834a47995d7 v2.9.0
b508e2e3ef3b19d4e4146d4f8fb3ba9db644a757 v3 v3.2.0
68acf3b1adf004ac9c2f0a4259e85c5f66e99bef v3.0.0
ff11ca24a9b39f2d36796d1fbd7a4e39c182630a v3.1.0
5fdedb94abba051217030cc86d4523cf3f02243d v4 v4.6.0
23e0ed5919ab72a1ad1e8a55eb43f524d527d40c v4.0.0
8f67e590f2d095516493f017008adc464e63adb1 v4.1.0
9754a253a8673b0ea869c2e863b4e975497efd0c v4.1.1
f82d6c1c344bcacabba2c841718984797f664a6b v4.2.0
336e29918d653399e599bfca99fadc1d7ffbc9f7 v4.3.0
3fa32b8bb5620a2c1afe798654bbad59f9da4906 v4.4.0
81d9ad71850a31bc2c99f6355208b6442d0a5783 v4.5.0
5742e2a039330cbb23ebf35f046f814d4c6ff811 v5 v5.1.0
7ec5c2b0c6cdda6e8bbb49444bc797dd33d74dd8 v5.0.0
e435ccd777264be153ace6237001ef4d979d3a7a v6 v6.4.0
286f3b13b1b49da4ac219696163fb8c1c93e1200 v6.0.0
9ed2f89a662bf1735a48bc8557fd212fa902bebf v6.1.0
026299872805cb2db698e02dd7fb506a4da5122d v6.2.0
90a3faa9d0182683851fbfa97ca1a2cb983bfca3 v6.2.1
9c156ee8a17a598857849441385a2041ef570552 v6.3.0
f06c13b6b1a9625abc9e6e439d9c05a8f2190e94 v7 v7.2.3
ec59f474b9834571250b370d4735c50f8e2d1e29 v7.0.0
e24998b8b67b290c2fa8b7c14fcfa7de2c5c9b8c v7.1.0
4c6ab561adb47e50c45ef534e2155934e91c40c1 v7.2.0
1a80836c5c9d9e5755a25cb59ec6f45a3b5f41a8 v7.2.1
5daf1e915a5f0af01ddbcd89a43b8061ff4f1a89 v7.2.2`,
  "gradle/actions": `d731f29856be4e6b35fff0379f0baaa4dbb96402 v0
eba89ca5bb14d3a46b4b8a6ac0724c13e1e34a28 v0.0.1
b3afdc78a7849557ab26e243ccf07548086da025 v1 v1.5.1
2d5ca45eab01ff2ce82777ab670ff2bd5d8cf8d5 v1.0.0
6170f06e8dd334a7f6879781c2ed4889c4cc76bf v1.0.1
064f85c1568a6fd57b32d8f98c0dc9f237c59156 v1.0.2
d0c5f7955e911444399df5d044916a49bdccff00 v1.1.0
720051268d4728af6b7e0defa8ed8097b20ef218 v1.2.0
e220e54c83b8f1a546d8e6d598490231fe2bf64b v1.2.1
27da3e28b3c4cc84c9e7965dc2371f969e582049 v1.3.0
791b98c5656178712736d390e91be71eadfe192e v1.3.1
c6b57b9c8c4f72268b10f151623ce6a2855c6387 v1.3.2
90ccf054e6b9905f30f98c938bce4c6acd323b6b v1.3.3
579711fd3cd8691fbc0cab64db65e9c1e586658e v1.4.0
3f3947669a3fe6883ed8dab14671bdc6042ec2d9 v1.4.1
e0c2736e35d366e96bb202d1af817db9d562da2f v1.5.0
a8f75513eafdebd8141bd1cd4e30fcd194af8dfa v2 v2.12.0
bebb162342333983b660d21f31c90f33950f5023 v2.0-beta.1
21dee7159020ab3140bebfd2280a6f34ef4e08ae v2.0-beta.2
c000a0b58fe0ad402c613a864ea3ed26d6e88fd0 v2.0-beta.3
29894757f3fd1d4752e4efadb74896d39873a0ae v2.0-beta.4
263f84178a82449371326ba2c1d781bc4b4bb9ac v2.0-beta.5
a94b9252d5d8ca83eed3f76a856f2ba046b1b3c6 v2.0-beta.6
cba1833ddecbbee649950c284416981928631008 v2.0-beta.7
db2b34260fe57577fec47305e78a20755eef0441 v2.0-rc.1
2a57ddf74a257b005f65f70cbf15e8e7f06292d9 v2.0-rc.2
4e899835b3bddb7d01d3a988e6c53d67ec8a76e2 v2.0-rc.3
4137be6a8bf7d7133955359dbd952c0ca73b1021 v2.0.0
996094e8e808208e5738e8413b3f55d24d1c1eb7 v2.0.1
3edb3cb004617998d8cf56fe2ebf9d59602e713e v2.1.0
b9c806c75d3cb8998f905077e62bb670e7fa7e02 v2.1.1
bc3340afc5e3cc44f2321809ac090d731c13c514 v2.1.2
937999e9cc2425eddc7fd62d1053baf041147db7 v2.1.3
0d13054264b0bb894ded474f08ebb30921341cee v2.1.4
fec4a42eb0c83154e5c9590748ba8337949c5701 v2.1.5
116ac10f8131939c7e405884cb2456067b0479e9 v2.1.6
9b814496b50909128c6a52622b416c5ffa04db49 v2.1.7
87a9a15658c426a54dd469d4fc7dc1a73ca9d4a6 v2.10.0
8cbcb9948b5892387aed077daf6f90e1f0ba5b27 v2.11.0
982da8e78c05368c70dac0351bb82647a9e9a5d2 v2.11.1
e88ed3e650b26bd116cfee53cf198c1f6856682d v2.2.0
26ea4afa082ddf7e3e5bcf6d12283111b6f3f837 v2.2.0-beta.1
63bcd47c1be270a660a151ce2b7848b8730f06ef v2.2.0-rc.1
de51428ba55149e7c6f6957a566b8759efd425de v2.2.0-rc.2
67421db6bd0bf253fb4bd25b31ebb98943c375e1 v2.2.1
cd3cedc781988c804f626f4cd2dc51d0bdf02a12 v2.2.2
9411346324b44f5402cbef3ac5a83a411086aa9a v2.2.3
bf2a15ee94874758c21b91220b4d0ab84f762423 v2.2.4
cd579d970f8aec1cf0cae5f62a8e418768970015 v2.2.5
356abb47e7664b5505e25d7997a5a522a17c62d9 v2.3.0
d427a379a8cc30e1c773080ce783e7e6d5167584 v2.3.0-beta.1
c295a4096e1d2c453eaf1f65c6f96686e26bd8be v2.3.1
fd32ae908111fe31afa48827bd1ee909540aa971 v2.3.2
3fbe033aaae657f011f88f29be9e65ed26bd29ef v2.3.3
6095a76664413da4c8c134ee32e8a8ae900f0f1f v2.4.0
5056fa9d50478a14af3c9925c12ca02318659d3e v2.4.1
749f47bda3e44aa060e82d7b3ef7e40d953bd629 v2.4.2
8e02c8272aba4650563824b7012f8a86158901c6 v2.5.0
40b6781dcdec2762ad36556682ac74e31030cfe2 v2.5.1
bd5760595778326ba7f1441bcf7e88b49de61a25 v2.6.0
915a66c096a03101667f9df2e56c9efef558b165 v2.6.1
a4cf152f482c7ca97ef56ead29bf08bcd953284c v2.7.0
243af859f8ca30903d9d7f7936897ca0358ba691 v2.7.1
ef76a971e2fa3f867b617efd72f2fbd72cf6f8bc v2.8.0
b5126f31dbc19dd434c3269bf8c28c315e121da2 v2.8.1
842c587ad8aa4c68eeba24c396e15af4c2e9f30a v2.9.0
d9c87d481d55275bb5441eef3fe0e46805f9ef70 v3 v3.5.0
b6816cf21e7970b88479bb3c57d9cbe5cdd4b949 v3-beta v3.0.0-beta.6 v3.0.0-rc.1
6c7537229bd2c28154565df1ba25a84a7eaefe44 v3-prerelease v3.0.0-beta.3
ec92e829475ac0c2315ea8f9eced72db85bb337a v3.0.0
3f2ca32cb09782ff1d04ac83910623b9803aeb99 v3.0.0-beta.1
ff5d63e9dc79c36f73bff96a48b7c4a5e596c052 v3.0.0-beta.2
42452daeb5b454a76f686a8e4de8234afd7b1f44 v3.0.0-beta.4
e1ada08a9a43fad9770411d5dd099f25ece2569d v3.0.0-beta.5
aff52e5be96935327d77c5529075184377dc4371 v3.0.0-rc.2
417ae3ccd767c252f5661f1ace9f835f9654f2b5 v3.1.0
e24011a3b5db78bd5ab798036042d9312002f252 v3.2.0
1168cd3d07c1876a65e1724114de42ccbdfa7b78 v3.2.1
6cec5d49d4d6d4bb982fbed7047db31ea6d38f11 v3.3.0
750cdda3edd6d51b7fdfc069d2e2818cf3c44f4c v3.3.1
db19848a5fa7950289d3668fb053140cf3028d43 v3.3.2
d9336dac04dea2507a617466bc058a3def92b18b v3.4.0
31ae3562f68c96d481c31bc1a8a55cc1be162f83 v3.4.1
dbbdc275be76ac10734476cc723d82dfe7ec6eda v3.4.2
48b5f213c81028ace310571dc5ec0fbbca0b2947 v4
af1da67850ed9a4cedd57bfd976089dd991e2582 v4.0.0 v4.0.0-rc.1
6c9e5473141d9a428221ea9a229a025d7bf331d4 v4.0.0-beta.1
833b05f3e67d2b356ca3c711ce1e889efdb8d28b v4.0.0-beta.2
16bf8bc8fe830fa669c3c9f914d3eb147c629707 v4.0.1
d156388eb19639ec20ade50009f3d199ce1e2808 v4.1.0
473878a77f1b98e2b5ac4af93489d1656a80a5ed v4.2.0
cc4fc85e6b35bafd578d5ffbc76a5518407e1af0 v4.2.1
0bdd871935719febd78681f197cd39af5b6e16a6 v4.2.2
94baf225fe0a508e581a564467443d0e2379123b v4.3.0
06832c7b30a0129d7fb559bcc6e43d26f6374244 v4.3.1
8379f6a1328ee0e06e2bb424dadb7b159856a326 v4.4.0
ac638b010cf58a27ee6c972d7336334ccaf61c96 v4.4.1
017a9effdb900e5b5b2fddfb590a105619dca3c3 v4.4.2
ed408507eac070d1f99cc633dbcf757c94c7933a v4.4.3
748248ddd2a24f49513d8f472f81c3a07d4d50e1 v4.4.4
0723195856401067f7a2779048b490ace7a47d7c v5 v5.0.2
4d9f0ba0025fe599b4ebab900eb7f3a1d93ef4c2 v5.0.0
f29f5a9d7b09a7c6b29859002d29d24e1674c884 v5.0.1
9c971963bec38e04b3d30dcc455b5382be2fdbfb v6 v6.3.0
0f4528296b4bc09e8ae0fc7be30185a4ab435545 v6.0.0
39e147cb9de83bb9910b8ef8bd7fff0ee20fcd6f v6.0.1
50e97c2cd7a37755bbfafc9c5b7cafaece252f6e v6.1.0
5e2ebd065dc2488b7a6ad670704656cbbe1e8f60 v6.1.1
3f131e8634966bd73d06cc69884922b02e6faf92 v6.2.0`,
  "hashicorp/setup-terraform": `ed3a0531877aca392eb870f440d9ae7aba83a6bd v1 v1.4.0
cd5e05ffbf6eb7756f17babca4a74eeb260d9c75 v1.0.0
6a6b2bae2d6d36655ed86796eb501709a0ed3773 v1.0.1
e255dfd0779306d1a16be90ecbec21ce1d43fc96 v1.1.0
15ba5bd056f1f2406e37023ca22c75ca08ceeb6e v1.2.0
d22444889af304a44b997011fbabb81ff705a7b4 v1.2.1
0822d036758cfa9adda86dcd9938399dc91399c0 v1.3.0
5beb956c8b797079378f9d5cadc375cdd33c9a86 v1.3.1
3d8debd658c92063839bc97da5c2427100420dec v1.3.2
633666f66e0061ca3b725c73b2ec20cd13a8fdd1 v2 v2.0.3
17d4c9b8043b238f6f35641cdd8433da1e6f3867 v2.0.0
98db1427e36e3cb2a12b31e1c46fa2847be7b5ca v2.0.1
bbe167fbdaa1a3bd046bdd70eba9dd3dddcca99c v2.0.2
b9cd54a3c349d3f38e8881555d616ced269862dd v3 v3.1.2
a1502cd9e758c50496cc9ac5308c4843bcd56d36 v3.0.0
97f030cf6dc0b4f5e0da352c7bca9cca34579800 v3.1.0
651471c36a6092792c552e8b1bef71e592b462d8 v3.1.1
dfe3c3f87815947d99a8997f908cb6525fc44e9e v4 v4.0.1
5e8dbf3c6d9deaf4193ca7a8fb23f2ac83bb6c85 v4.0.0`,
  "helm/kind-action": `ef37e7f390d99f746eb8b610417061a60e82a6cc v1 v1.14.0
3af270e3dacc4feded63d810def7e19de77cba72 v1.0.0
8050b70816259837d51fd1988f00928a5afcb92b v1.0.0-alpha.1
2640e54c69d4b0850dc8328e338f88daa4d772ae v1.0.0-alpha.2
98cb04e8b898a18a1d8221144660c815ba109213 v1.0.0-alpha.3
702450f8fffbf1b1e8d0f5b2c54d03a4ffdc7506 v1.0.0-rc.1
7a937c0fb648064a83b8b9354151e5e543d9fcec v1.1.0
0025e74a8c7512023d06dc019c617aa3cf561fde v1.10.0
ae94020eaf628e9b9b9f341a10cc0cdcf5c018fb v1.11.0
a1b0e391336a6ee6713a0583f8c6240d70863de3 v1.12.0
92086f6be054225fa813e0a4b13787fc9088faab v1.13.0
94729529f85113b88f4f819c17ce61382e6d8478 v1.2.0
d08cf6ff1575077dee99962540d77ce91c62387d v1.3.0
9e8295d178de23cbfbd8fa16cf844eec1d773a07 v1.4.0
d8ccf8fb623ce1bb360ae2f45f323d9d5c5e9f00 v1.5.0
28ee08d2676d31cf4ccf6b1564d60886b31046c8 v1.6.0
fa81e57adff234b2908110485695db0f181f3c67 v1.7.0
dda0770415bac9fc20092cacbc54aa298604d140 v1.8.0
99576bfa6ddf9a8e612d83b513da5a75875caced v1.9.0`,
  "jamesives/github-pages-deploy-action": `7d6bd779df84f73d0f88fbe15d28401421cd4263 1.0.0
36b2b7a65aa5d06be9bf3e40b0fc7148e53bcf99 1.0.1
e58ef6c7024eff6f7f4cab1a4ce838ea35865898 1.0.2
3c179683fbe86d4ca68180c557a3f2ed83374847 1.0.3
157d0a2ef260ee4005126e965b72279a3a26b7eb 1.0.4
58f65a7d13f60f5210b4223b31abb6061bac74eb 1.0.5
6a15f7a6eda82d80dbb8ce43201a0e605287bc95 1.0.6
7e7e6c8e3fcea917d8a06665936346a9f9ab3c6b 1.0.7
b113d69cdb90125ff25fdd2faa7d42bc165a3cc2 1.0.8
75235ec6aa0a3d7c8c9af8468202b91099cd450f 1.0.9
75aed950dfa8c86674df4d6914d95cd50aef806c 1.1.0
7083c85b5f477b71d2a8cb16299e3c398703aeb9 1.1.1
46b59760fc989b27abd6caea83203be6e757799e 1.1.2
561f84338b2fe39f743a851a65e42b137c3edb57 1.1.3
f5a4689a003c5c6f2d1619398d7ea6750d57178f 2.0.0
f7faf642c5c69c9c340ccd75ab2eeca32cb1eed7 2.0.1
60732f6ba61cc0b91cb68e0f5c7459f42f900bcd 2.0.2
dc639e508697641bdc139cfe53bd30842cf691d0 2.0.3
1ec969cf8ef3826f89f598122830b666bf7f0fad 3.0.0
50a386a91c9081e1ff6fcf628230b905cd329316 3.0.1
dfd201520d454a8d0f42785b2f48413b53fdfd88 3.0.2
c89671ea1ea59ca133f2cfab7acc2381dd83071e 3.0.3
c5ddbe3b9b960a1c6d14d13f2fdf68788c23a015 3.0.4
752f4c959ab8bd8df0683addd1ae9cb09384c60d 3.0.5
4abcf787821c1382bc5af90d04422724c032a380 3.0.6
6844140a3818793a721fb452c6cf385e6763302e 3.1.0
c74c1d27725233396da2519a029a21807356165c 3.1.1
0da2cb49868e0bdea7c3c50d4559e5b146a80a67 3.1.2
f1a21fde77a4476c586864a02275423740d12905 3.1.3
147848b4e02f1f42fde2b09bf3ed204bd911d060 3.1.4
c7f288e7c2fae21466010666fda6b2a14758e06c 3.1.5
204e85b9d1ab3441c4481ec140fde3826483daef 3.2.0
98b9260bfcb8e2769b913c7356608a882cfc0492 3.2.1
a44b89c1b402e47f16df7d2732508e71328eb3a9 3.2.2
4d7e44cf372057a4509a5940a987d3e394cfa357 3.2.3
cf2d40959f5cca97df66c0df1951b5c589cf31b6 3.2.4
01df58e9e0c3b87b0bfcbc9f7898c8a0bab0e4c6 3.3.1
56556c943cb5e7de5f2cb4bcff939069f48cd71d 3.3.2
92e4cccd973cdca2e3978d31f57fe15296068b79 3.3.3
e0c5ab92a572c0a97d95564c9bd1d7c131623ff1 3.4.0 3.4.1
7f268ed3ea7156bd51bd958484036f70b90f5f03 3.4.2
48815494c2fa68c48f106ffd05ec677ab6280eff 3.4.3 3.4.5
e0c8d9fde8e65fc4d4eab4d26ac077c336d4cbf3 3.4.4
e919186835a633588149e23f22c84746284e5c93 3.4.6
0f7ac9d558dbd2900db043d529408047932bff7a 3.4.7
f8bad71bf44bc9e98b4f1a7cc52ff005129068f6 3.4.8
8fcf8339cec3a53361d09864b686ac94ecd71f86 3.4.9
1ada96b8f7b5c8bbd6d10232b59c82208fc567a7 3.5.0
5af4d9fc859f14abc6437f9aef1a958c16870ca6 3.5.1
d2f2f7fe9bfe61c7bb852f3a378a64be30dee251 3.5.2
51f4ac3d8eee61c56287220b5413c627eea5c6f4 3.5.3
4651ede3f8b136751c67a48ff6a022cf6109132a 3.5.4
dcb66bba22323385a52c92f8dc78995672ffa040 3.5.5
dd9ddf64a90769b875fdcbd3f03dc0408da184e2 3.5.6
bd32ceddad7abe5bbc91a72005f269ce082d349b 3.5.7
d914bdd4bcf605c627bbec4016e848d86973a519 3.5.8
54066045208a389f6e16e9030494962f8afb4dfc 3.5.9
01d0dd9282879560cae1f39046fd8b63fc4d5568 3.6.0
a3c1ca2efabea1134d51bc167444fab4fab78b64 3.6.1
e80c869f0057899fc2cd28819b5bbe9de890524a 3.6.2
132898c54c57c7cc6b80eb3a89968de8fc283505 3.7.0 3.7.1
049a95c516cd5723d8cfde79dc7a79fcdcbd6c97 4.0.0
248ce5f6c07ec65664eb79f5bab5f3daefce48da 4.0.0-beta-01
ae11479cd42d8009bc8966e2d0695db1052140e5 4.0.0-beta-02
8ac84037380befdc7a9975c99c72082ef32443d1 4.0.0-beta-03
3dbacc7e69578703f91f077118b3475862cb09b8 4.1.0
164583b9e44b4fc5910e78feb607ea7c98d3c7b9 4.1.1
fc8c70cff50fde90064206d16371f7b0fb936d7d 4.1.2
93065a8b71cd5d57c379528f7a43a2e38d908af0 4.1.3
5dc1d5a192aeb5ab5b7d5a77b7d36aea4a7f5c92 4.1.4
0f24da7de3e7e135102609a4c9633b025be8411b 4.1.5
60b5e92fe9331f02fa1cdad4d19ddf875be0361c 4.1.6
6ce741f5d4e01e15f9ea5ec96df1a43f522c330f 4.1.7
da91e735be5cabb471a4b8afe367d10606da4683 4.1.8
0c5919427604aa66080c1926d2c05c2c516fcf6c 4.1.9
89911566f979b4e138ac82c96c9b2aa7ea97759b 4.2.0
e6dfa28cd963211bf562e57bc3922659e893fec4 4.2.1
881db5376404c5c8d621010bcbec0310b58d5e29 v4 v4.6.8
2731bec0dbf2bbf03977acbe88f9977eb7c2fbb7 v4.2.2
b36f842fa378d7cbf6695fcac86ecdcef3af8af3 v4.2.3
263638904148da7a66c507a99fd5ac976774a447 v4.2.4
830e6a4f7c81743c52f3fed0ac67428feff9620a v4.2.5
360c8e75d0ee81732d0a5675c71e51b569df2ee8 v4.3.0
0648fc06a2f01e3c01671fa33f6c9fd6a87f35b0 v4.3.1
55974d46d95c57ce803a56e3645ddb7517f7c62f v4.3.2
8817a56e5bfec6e2b08345c81f4d422db53a2cdc v4.3.3
e6d003d0839927f5a4b998bfd92ed8e448fde37a v4.3.4
13046b614c663b56cba4dda3f30b9736a748b80d v4.4.0
ba1486788b0490a235422264426c45848eac35c6 v4.4.1
22a6ee251d6f13c6ab1ecb200d974f1a6feb1b8d v4.4.2
a1ea191d508feb8485aceba848389d49f80ca2dc v4.4.3
65b5dfd4f5bcd3a7403bbc2959c144256167464e v4.5.0
ec9c88baef04b842ca6f0a132fd61c762aa6c1b0 v4.6.0
5c6e9e9f3672ce8fd37b9856193d2a537941e66c v4.6.1
630bbafa09007eb924155779d51fcd65fe354f18 v4.6.2
94f3c658273cf92fb48ef99e5fbc02bd2dc642b2 v4.6.3
920cbb300dcd3f0568dbc42700c61e2fd9e6139c v4.6.4
4bcb0dacb6b13c279e55b2a8cd3ddd6271611a09 v4.6.5
a96ffa23204731ec64e3e1316072197d98bfbaea v4.6.6
56d4ca7e6076705962b4c38cb6cffdd18b6abe38 v4.6.7`,
  "ncipollo/release-action": `2792aea87063cfd0d27953ac38e3ab45afacc154 1.10.1
339a81892b84b4eeb0f6e744e4574d79d0d9b8dd v1 v1.21.0
58ae73b360456532aafd58ee170c045abbeaee37 v1.10.0
d9356040b0dc694f6d006b6cabee4d3c024f9e72 v1.11.0
4c75f0f2e4ae5f3c807cf0904605408e319dcaac v1.11.1
18eadf9c9b0f226f47f164f5373c6a44f0aae169 v1.11.2
a2e71bdd4e7dab70ca26a852f29600c98b33153e v1.12.0
6c75be85e571768fa31b40abf38de58ba0397db5 v1.13.0
2c591bcc8ecdcd2db72b97d6147f871fcd833ba5 v1.14.0
cdcc88a9acf3ca41c16c37bb7d21b9ad48560d87 v1.15.0
440c8c1cb0ed28b9f43e4d1d670870f059653174 v1.16.0
9128f238eeeeed39b82af6636303729079d51730 v1.17.0
bcfe5470707e8832e12347755757cec0eb3c22af v1.18.0
b12185d71f4641bb1b1116dacae6b74e667f86e4 v1.19.0
1c89adf39833729d8f85a31ccbc451b078733c80 v1.19.1
98d25d4189e9b6cee19b8635b1ea5cc39c158a41 v1.19.2
d8a9f1e81305152306453c785686fad194333b4f v1.2.0
b7eabc95ff50cbeeedec83973935c8f306dfcd0b v1.20.0
bcf031c066f6157dbb8845bdc75a978fd381ef46 v1.3.0
e75a11bff34ba92d346409a374d5f96b9136382c v1.4.0
f36794624f6463d3d62f15a4a60104a10d358e02 v1.5.0
81af6e69fb859824e885ebf6a6e80f4411e07a25 v1.6.0
6c34249ffcca8674b2e9ad44f8fb0de58bb8cb97 v1.6.1
2bea8f56931acec072547ef3d85ca94be22a1d45 v1.7.0
74624afcd2dc7b33a43b0631aca2a40a0375c03a v1.7.1
1df3b9d90da563e0a6f5e19f350774bc1074df54 v1.7.2
4b71ee3b25951e6098e7434cdc485edc5b3adab2 v1.7.3
4c1d33eaa1d04123da2c1da8d337ba6052d64af5 v1.8.0
d95f7f9bad25c349a7d18578c773a3277b6936e4 v1.8.1
c4bf6c1ab090090498fb7f3ddc9f99ba5ab619b9 v1.8.10
8f5d96dce184346c942f7bdc68a77863ef5fe1cc v1.8.2
4f02b8b744f6c9525f816ac921246f2fb899f1d5 v1.8.3
7c5046364401a3e122086927d07617a3d756b658 v1.8.4
95215a3cb6e6a1908b3c44e00b4fdb15548b1e09 v1.8.5
880be3d0a71bc0fa98db60201d2cbdc27324f547 v1.8.6
65f33a2c24336867a9bd19b90e028fe27dc4bab6 v1.8.7
10c84d509b28aae3903113151bfd832314964f2e v1.8.8
238505795d6d58d49b78980f271f70dfcd8efb35 v1.8.9
40bb172bd05f266cf9ba4ff965cb61e9ee5f6d01 v1.9.0`,
  "ossf/scorecard-action": `175f59783fa96e44dd6fa96619ab7bdacab56b5c v0.0.1
5f4e3145c8e85f00681e145122bfe721eb0d69a7 v0.0.2
005020cb6a7f4d6d23450b2957d8e5e77983a6d4 v1.0.0
e3e75cf2ffbf9364bbff86cdbdf52b23176fe492 v1.0.1
c8416b0b2bf627c349ca92fc8e3de51a64b005cf v1.0.2
b614d455ee90608b5e36e3299cd50d457eb37d5f v1.0.3
c1aec4ac820532bab364f02a81873c555a0ba3a1 v1.0.4
5c8bc69dc88b65c66584e07611df79d3579b0377 v1.1.0
3e15ea8318eee9b333819ec77a36aca8d39df13e v1.1.1
ce330fde6b1a5c9c75b417e7efc510b822a35564 v1.1.2
13ec8c77e8a5dae7e0a0d47bde3e3004df15d34f v2.0.0
8efe025f70a29a99f45a21ce79da27daec4d8728 v2.0.0-alpha.1
08dd0cebb088ac0fd6364339b1b3b68b75041ea8 v2.0.0-alpha.2
3155d134e59d8f47261b1ae9d143034c69572227 v2.0.0-beta.1
f437b3cc043103683806977b725b99217c67bd46 v2.0.1
68bf5b3327e4fd443d2add8ab122280547b4a16d v2.0.2
865b4092859256271290c77adbd10a43f4779972 v2.0.3
e363bfca00e752f91de7b7d2a77340e2e523cb18 v2.0.4
ff6221f2348c554e0bdd15d6fb8fd143f7a178a6 v2.0.5
99c53751e09b9529366343771cc321ec74e9bd3d v2.0.6
937ffa90d79c7d720498178154ad4c7ba1e4ad8c v2.1.0
15c10fcf1cf912bd22260bfec67569a359ab87da v2.1.1
e38b1902ae4f44df626f11ba0734b14fb91f8f86 v2.1.2
80e868c13c90f172d68d1f4501dee99e2479f7af v2.1.3
08b4669551908b1024bb425080c797723083c031 v2.2.0
483ef80eb98fb506c348f7d62e28055e49fe2398 v2.3.0
0864cf19026789058feabb7e87baa5f140aac736 v2.3.1
8ff570017382a0ef795f21f71e519b27a9b5f29e v2.3.2
dc50aa9510b46c811795eb24b2f1ba02a914e534 v2.3.3
62b2cac7ed8198b15735ed49ab1e5cf35480ba46 v2.4.0
f49aabe0b5af0936a0987cfb85d86b75731b0186 v2.4.1
05b42c624433fc40578a4040d5cf5e36ddca8cde v2.4.2
4eaacf0543bb3f2c246792bd56e8cdeffafb205a v2.4.3
2d1146689b8cda280b9bc96326124645441f03bc v2.4.4`,
  "peaceiris/actions-gh-pages": `036c4a14e0fee05370e4bd3b55cce6749e607935 v1.0.0
95773e0623bc89debbd04e948dc88940709eecb5 v1.0.1
5af287f67782229f46cdda1b94261d38364aa398 v1.1.0
45b43ab25725682861f953edbb911fe7f402a5b6 v2 v2.10.1
7e5e720d90802a92bc46db6795f2ea6436c06b0a v2.0.0
809601eb1feda2cfc7821367c07f1aaadc0018ee v2.1.0
9ba947f5450de49c7ab2c34a67a7c7a22d3ab4ec v2.10.0
0f98ab44f55b47e1e415f4086af2d808379c51d0 v2.10.0-0
ee5987d1843ebec60e7347707b8efd021092113b v2.10.0-1
353a6f36c218f34ab23063aa22a46cb411298791 v2.10.2-0
b263205b1bba4a74c9958aa1d85ac3d71d060e6c v2.2.0
d3bd43b617faa1f91c0124f81d14d2f93706be66 v2.3.0
47a6d63ea8b47b19328e258563aa1fbe224c0a23 v2.3.1
8f168fea5a6b48dada4d83c1ceb1dd909b04af8b v2.3.2
bc2d1b14dfae4a7002f7bfb25adec648d59eb6db v2.3.2-rc0
6b5fd85f5d07b7d726507e391605e5989b095a8a v2.3.2-rc1
f8dd9fac533e6cbbea8f9efc08e48ca46773427b v2.3.2-rc2
380b1906699a350d7802549a45f3b08293d620be v2.4.0
51a5b047a79416eb8c85d0967b38ae25a4263f86 v2.4.0-rc0
855ba067441803d21928825cee354a257c1ca173 v2.5.0
2485261a06d9e1208aea073b9b5cb5e0ac31143c v2.5.0-rc0
7a3cc6d532b69a1ddb70807d827530bf7c4ba455 v2.5.0-rc1
53937854962a855a0bce00ec7f5da6aab9761582 v2.5.0-rc2
e4df4b2d92417e5081232ae92aa2229baadf18fe v2.5.1
b8c0499d1eaedb772be3cbf9686415cb837ea4b9 v2.6.0
b6a9b4b75a6952531c0ec065a29c459c3bfee97c v2.6.0-rc0
bdedb4ed2b206a5b8c2d79629175ede54a3d350a v2.7.0
cbdb69fd8590f5836c0f42e09951ae521231d2aa v2.7.0-0
1c67c4654bff578fc58702b26be97d80d44f1b8c v2.7.0-1
0252bbee4ddab91da948416bd5d300a7baf47216 v2.8.0
0bdd00b54668d8b1a6198a1df52b69237b95cd12 v2.8.0-0
2eee632d78b0276afd6d46f84946f67859bbfc29 v2.8.1-0
76351d52b898c8c26089ac1980da3418927a77b7 v2.9.0
08937a7751578191b540764b82302182a0befa59 v2.9.0-0
373f7f263a76c20808c831209c920827a82a2847 v3 v3.9.3
4a69c2d60cc91a7f6e81e4fdf08a400f7059352f v3.0.0
db6bfb8f368119f9e0028299b3a519583914ba7b v3.0.0-1
5378bd89b8a0e50f6d57347756c895c5ffc8d3e2 v3.0.1
a22f6fc3b729591e95821077589acca9019499f5 v3.0.2
354d78ff6f3135c9c78c8e5275615a64dacad357 v3.0.3
9d8382b381db93c6de1332009112183481f982f9 v3.0.3-0
b4f10d7ab26ca46dad93fd680551e994bfc14d02 v3.0.4-0
4bffc26030fdd2151ccd6c398675b3992bf6ac84 v3.0.4-1
43687c847a4c503115f245c2cf3e7f6258c7d928 v3.1.0
8a3660463121407589c767831499c0cbfe64d4ec v3.2.0
d0ac7fa637adefcd9b45cec13dc62518c6062041 v3.3.0
85405d4dd595b1e57d6021789bc3c34b2813ced2 v3.3.0-0
364c31d33bb99327c77b3a5438a83a357a6729ad v3.4.0
a65bea57e728a9e8a07a4930182b0a32c216fc01 v3.4.1
73ceb687593f709bf38e1ff8e5fa0e7ed6947f3d v3.5.0
1ae6236e8bc5e18a69d4188b12e07c6e7b378921 v3.5.0-0
221953c929f3140dc29f02e03e4fb682bb59cbf2 v3.5.1
5fe58fddba21fd1e82f8116f0e00f82de16e60a5 v3.5.10
a228296ccf4933f97d4a2399fbcafda32cad4fc3 v3.5.2
81f05c55246b71115ad30be909ab82eeeb145afd v3.5.3
ade70d3851f46ce424ce7413480871673439ce2a v3.5.4
21536c05d58fc0a84d8d299e3b6844bc0587859d v3.5.4-0
dea6ee741952fda479e7b896e1741bbc6b285149 v3.5.4-1
90a40adfe53a2d6aba7d0a332351c049d3a15057 v3.5.4-2
0f6166f02cc8cb196e635c6772d39306aa739905 v3.5.4-3
ee6484961d8a038d4b06068db0d618603c4cf643 v3.5.4-4
ee834289d5e561a87f0880fc4848cdf4c43f3fd0 v3.5.4-5
476e69739343016c8a74733df226896e4542cb1b v3.5.4-6
9d932c08b77d755231abb92b3838ace45dea1420 v3.5.5
ba0b7df03e25ff29c924be8149041119e9421ea6 v3.5.6
1828d864aeb7ba79a37f40035aa6d0b7ff66254f v3.5.7
286809f3da9d2a9541fb3985cefda9d0799a7fba v3.5.8
cf301857435c1f95963b21d58f452a7617770d60 v3.5.9
c56c9818a0676ebc5382888afc7ddd98d693d5db v3.6.0
25ae83ba65b483195e2a1b7b9a5198c271d0d84c v3.6.0-0
8457ade3d7045b4842e5a10f733d4153b7d05238 v3.6.1
9560cb6d441c151f359a8f2289892123c1774bf6 v3.6.2
381bc0b884cd222ccf567df0eb9836d2257b2247 v3.6.3
8a36f3edfc5d1cbae6b09e6f5a7d7b19e5b7a73b v3.6.4
3bdd7da7d7d089f3323b0d9f6fdcd59d492a2541 v3.7.0
b7f7b0dddb1d927b6d1a2c6a7278f15751f2b12a v3.7.0-0
afee929f896c45ca5424387c1e0228d90a8e93ad v3.7.0-1
2c04f23922481b6eb2a67a6fb87a285ba4562c24 v3.7.0-2
10295121446dfe423dee2e6c5526e5f6bc5863bd v3.7.0-3
600bb6caa206aca53e34df3b39396af61bc6adfd v3.7.0-4
f8993157cb3b3d2307b1cbe03e49be48497ec8d8 v3.7.0-5
23abc3124adf2dd2cc1147230c113a9f04fbe851 v3.7.0-6
3226514b9598a81c6011b36a70bca9c1c545f1b3 v3.7.0-7
05a7c4edd9040cd807b15e6ca8a52fcab5cc0a17 v3.7.0-8
31256664b6f044a6befd0e180a0f1587cbc3628f v3.7.1
42954117ce7a3b3c054b29b0a635359a8ac2b81c v3.7.2
bbdfb200618d235585ad98e965f4aafc39b4c501 v3.7.3
068dc23d9710f1ba62e86896f84735d869951305 v3.8.0
de7ea6f8efb354206b205ef54722213d99067935 v3.9.0
64b46b4226a4a12da2239ba3ea5aa73e3163c75b v3.9.1
bd8c6b06eba6b3d25d72b7a1767993c0aeee42e7 v3.9.2
84c30a85c19949d7eee79c4ff27748b70285e453 v4 v4.1.0
4f9cc6602d3f66b9c108549d475ec49e8ef4d45e v4.0.0`,
  "peter-evans/create-pull-request": `a9ee7487c90d167201379600a1bcaa49dd7972c4 v1 v1.9.4
06a212202ff54fab89c7fdc1c291f9ee6933063c v1.0.0
860dc038c03fb50eb5c935d515691633044ad24a v1.1.0
045ccaa6417651ee6fcda6b0ee227e96e5d649dd v1.1.1
798088019115d3d9e2e36a88d2f04fa1bc4f0e14 v1.1.2
21aff96eee1890dfec4138d718d02f703bf91173 v1.1.3
f639d94f5e6d209822fa96272316b9e034fc710a v1.1.4
9d998cbb4c8c4def395fc4eaebe7e51e8b8e79aa v1.2.0
1fc2947eb61c86790f93945bea39479e693daad9 v1.2.1
9c0f86c798e27bf2c627d1d62b9c102ad24fc7c4 v1.2.1-multi
7beba58e42c082bcc3b99d5f7029eabcee04df5e v1.3.0
3c9fba7af9ddb2bbd5e67cbfc8cbeae8f97fb09c v1.3.1
0fe13446aa550b789d50dc39ea9e8e7067e1ed67 v1.3.1-multi
b86b066e8cb4301a4d545122ed5c4fdcfad322fc v1.4.0
4938fb03691c4d286379c390991e981705b6deb6 v1.4.0-multi
6e9abd8a8d2a107956ef7dc811ae4ac256ce4d97 v1.4.1
d30b03b696af50f6081ec4505ad92ae9b8b168d3 v1.4.1-multi
af7dbce93d94db93335a8b2f840917b2b520173d v1.5.0
a0c4cfcf18d65ee503ea19de2e49d1d305e81c0e v1.5.0-multi
5f9821866a62ec2a6b7b484d5b819d572a9ac097 v1.5.1
234d8686a59086d873cfd0bde9049a49c8bd2aae v1.5.1-multi
f3b1bd6331542dc6827a6389240940ee18c300a3 v1.5.2
83c11ef20d18cc2c3d93068913ec8d8fb205515f v1.5.2-multi
e1e9dd3f1c16d505705f305a825337332cb12944 v1.5.3
bf9134205df0cc26b68a7eb3ea84c97fc7b09b36 v1.5.3-multi
a2ed0052e5f92edab1ddab8824220b8e6a7b11c2 v1.5.4
506b48a89247b8b76f57cc0f854ed9aa73422573 v1.5.4-multi
206756cd93edb462c875d4aabcf155d44557e082 v1.6.0
95ff720144b0f4a8f1a7a7ce54e976d06b39bd16 v1.6.0-multi
b72489d629dfc895675f66c98ff972d514fff53d v1.6.1
30d1717e238bf41d9065be5c7040c68606ca6cac v1.6.1-multi
4517bf7ce37980db3cec703c0ae53631723dc5ef v1.7.0
006313b45abe48485ba7dda312f666a2bc2e1cbe v1.7.1
731211fd81dfc09658caa61eb9649456ff063e1e v1.7.2
484d8bd85da4c82148b7513e2ff54a40dcbac69d v1.7.3
4c95214a9b137702861838dfdc02a755de455087 v1.7.4
7531167f24e3914996c8d5110b5e08478ddadff9 v1.8.0
e6ebd7ca5c0faebebb13357a0a766a29881a64a0 v1.9.0
ec6352b0a0e7c8250681269f0c2600823657e8bf v1.9.1
04bf3d439a6dd0ad3227b0e076bc92c8736fecee v1.9.2
305373e8f3f30355d6421f6622da8f4b1d9d57c4 v1.9.3
4d3b0a48efaa29be1a91dbe756c93798daf406d5 v2 v2.8.1
938e6aea6f8dbdaced2064e948cb806c77fe87b8 v2.0.0
8246a6aea9d7440942a09e4d0c57e4183f02b738 v2.1.0
9f9af3e969620610f3112a9e1d8b3a0fdda5a886 v2.1.1
c202684c928d4c9f18394b2ad11df905c5d8b40c v2.1.2
2aa04baf2ef828b9c00ddb531930a6fa9846bd81 v2.1.3
a31901545244e264dd3e212a496be991608736b9 v2.2.0
cc7020a6091834d0c8e329edc1f7a7fa66edf74f v2.3.0
82eddd88283ee3d7fe3d75b61445567960c6373c v2.3.1
b6a458d96adfe0852fc5c9e1e0b3e71c849332fa v2.4.0
87c27ee3eb6a01304963b1734cbe69cdaeb5de8b v2.4.1
c7b64af0a489eae91f7890f2c1b63d13cc2d8ab7 v2.4.2
ea1eaf1734cec6ea17543d33ad2f74ffe9782f51 v2.4.3
ce00b952cf5929bcf380167d82146c9c1f5e0e31 v2.4.4
1e6b4d1790edd2c4e8c3e1633cfa7c26b1d3e0b5 v2.5.0
7e7150d0e888eafbdaa5be0f995471008de6860a v2.6.0
340e629d2f63059fb3e3f15437e92cfbc7acd85b v2.7.0
db640fa8dbf8e8bde8cf224772e2a2e87a8b3f61 v2.7.1
afcf57957dc7dda955466852f9babf50655ba173 v2.7.2
0f423da02c6969d019b47d71e22a9013918bc360 v2.7.3
172ec762f8ac8e050062398456fccd30444f8f30 v2.8.0
18f7dc018cc2cd597073088f7c7591b9d1c02672 v3 v3.14.0
ebc5e0258578dc3e4b0da1f649c75ec39fb6a1f4 v3.0.0
40b1b245eb5a9b9642bd8b3c6fc6d2ed8e2a4f62 v3.1.0
2570a753e0fb84a2f0f2253c174f3a638d9a3a15 v3.1.1
82c423c73b1acdb27e6f2754eaab8ff76fb21dc0 v3.1.2
9825ae65b1cb54b543b938503728b432a0176d29 v3.10.0
7380612b49221684fefa025244f2ef4008ae50ad v3.10.1
67df31e08a133c6a77008b89689677067fef169e v3.11.0
dcd5fd746d53dd8de555c0f10bca6c35628be47a v3.12.0
f22a7da129c901513876a2380e2dae9f8e145330 v3.12.1
89265e8d24a5dea438a2577fdc409a11e9f855ca v3.13.0
9bf4b302a561e1fe9120f6dc81cc39daed984a99 v3.2.0
44f76dd5b30daa9cc0444913acc58a040c19539c v3.3.0
da928d5fcce0b0dd0c34642f77e862dc9cf76d8b v3.4.0
c7f493a8000b8aeb17a1332e326ba76b57cb83eb v3.4.1
ff0beed1b2103611f5bdb7dfb1b23956763bf79a v3.5.0
ce699aa2d108e9d04fde047a71e44b2bf444b6dc v3.5.1
8c603dbb04b917a9fc2dd991dc54fef54b640b43 v3.5.2
45c510e1f68ba052e3cd911f661a799cfb9ba3a3 v3.6.0
2455e1596942c2902952003bbb574afbbe2ab2e6 v3.7.0
5e9d0ee9ea5ccf865a52a571cba827e4b52a1aff v3.8.0
34371f09e5a05dadd212d0bc451d4c1fa456c646 v3.8.1
052fc72b4198ba9fbc81b818c6e1859f747d49a8 v3.8.2
1ff93da09142750e5051082267b59455bc534383 v3.9.0
d9d6fd980e1e0904e8e4dce3f0992640091bde37 v3.9.1
01f7dd1d28f5131231ba3ede0f1c8cb413584a1d v3.9.2
38e0b6e68b4c852a5500a94740f0e535e0d7ba54 v4 v4.2.4
d6d5519d05f5814158ef015b8448f2f74648c421 v4.0.0
f1a7646cead32c950d90344a4fb5d4e926972a8f v4.0.1
bd72e1b7922d417764d27d30768117ad7da78a0e v4.0.2
f094b77505fb89581e68a1163fbd2fffece39da1 v4.0.3
923ad837f191474af6b1721408744feb989a4c27 v4.0.4
20dac2ed4875a1a8422d233a68f69088637446df v4.1.0
18f90432bedd2afd6a825469ffd38aa24712a91d v4.1.1
171dd555b9ab6b18fa02519fdfacbb8bf671e1b4 v4.1.2
671dc9c9e0c2d73f07fa45a3eb0220e1622f0c5f v4.1.3
ad43dccb4d726ca8514126628bec209b8354b6dd v4.1.4
b4d51739f96fca8047ad065eccef63442d8e99f7 v4.2.0
d7db273d6c7206ba99224e659c982ae34a1025e3 v4.2.1
331d02c7e2104af23ad5974d4d5cbc58a3e6dc77 v4.2.2
2b011faafdcbc9ceb11414d64d0573f37c774b04 v4.2.3
4e1beaa7521e8b457b572c090b25bd3db56bf1c5 v5 v5.0.3
5b4a9f6a9e2af26e5f02351490b90d01eb8ec1e5 v5-rc v5.0.0
284f54f989303d2699d373481a0cfa13ad5a6666 v5.0.1
153407881ec5c347639a548ade7d8ad1d6740e38 v5.0.2
c5a7806660adbe173f04e3e038b0ccdcd758773c v6 v6.1.0
098a6d3703c03162def3ef65f78e4e3c87a587d2 v6-rc
b1ddad2c994a25fbc81a28b3ec0e368bb2021c50 v6.0.0
a4f52f8033a6168103c2538976c07b467e8163bc v6.0.1
70a41aba780001da0a30141984ae2a0c95d8704e v6.0.2
c55203cfde3e5c11a452d352b4393e68b85b4533 v6.0.3
9153d834b60caba6d51c9b9510b087acf9f33f83 v6.0.4
6d6857d36972b65feb161a90e484f2984215f83e v6.0.5
22a9089034f40e5a961c8808d113e2c98fb63676 v7 v7.0.11
c58bcf269b90fc649379e9703aa26fcb04b2ea62 v7-rc
4320041ed380b20e97d388d56a7fb4f9b8c20e79 v7.0.0
8867c4aba1b742c39f8d0ba35429c2dfa4b6cb20 v7.0.1
d4f3be6ce6f4083b7ac7490ab98b48a62db1ee41 v7.0.10
d121e62763d8cc35b5fb1710e887d6e69a52d3a4 v7.0.2
6cd32fd93684475c31847837f87bb135d40a2b79 v7.0.3
2f38cd26bfebe301a5ee90bdd6550a69dc3ef23f v7.0.4
5e914681df9dc83aa4e4905692ca88beb2f9e91f v7.0.5
67ccf781d68cd99b580ae25a5c18a1cc84ffff1f v7.0.6
dd2324fc52d5d43c699a5636bcf19fceaa70c284 v7.0.7
271a8d0340265f705b14b6d32b9829c1cb33d45e v7.0.8
84ae59a2cdc2258d6fa0732dd66352dddae2a412 v7.0.9
5f6978faf089d4d20b00c7766989d076bb2fc7f1 v8 v8.1.1
98357b18bf14b5342f975ff684046ec3b2a07725 v8.0.0
c0f553fe549906ede9cf27b5156039d195d2ece0 v8.1.0`,
  "pnpm/action-setup": `3a680466bfb31de66501659289b8d4d9d44a5c68 v1 v1.0.0
8925cc44da13d8ef0eaa86bf2122e1b1ff13c202 v1.1.0
9979c3d92882068c0b1a5e12c86ede3707e229ad v1.1.1
935101478d12d633ea2e71bb8b63d18e00bda099 v1.2.0
8e1abe543ff1fa17b5d36e08ed01b4a1e4c31eb4 v1.2.1
3236b209b507b249883918e7c4c8c7cdd2c0d5db v2.0.0
212492652085327aa2a648db39fe1ed20364eeeb v2.0.0-rc.0
646cdf48217256a3d0b80361c5a50727664284f2 v2.0.1
2270f39ef63c3edf50be34da68c039eca5e15c15 v2.1.0
11ba3424e0a03368f714f5b316f9af6dc0f4e753 v2.2.0
35ab4267a1a21c8e8cb1c087cf1642e891ff57bd v2.2.1
10693b3829bf86eb2572aef5f3571dcf5ca9287d v2.2.2
537643d491d20c2712d11533497cb47b2d0eb9d5 v2.2.3
c3b53f6a16e57305370b4ae5a540c2077a1d50dd v2.2.4
0b715c7ebbf3cf2174d1386336c5f6d3d8d5504a v2.3.0
d882d12c64e032187b2edb46d3a0d003b7a43598 v2.4.0
eae0cfeb286e66ffb5155f1a79b90583a127a68b v2.4.1
a3252b78c470c02df07e9d59298aecedc3ccdd6d v3.0.0
fe02b34f77f8bc703788d5817da081398fad5dd2 v4.0.0`,
  "pre-commit/action": `043c690cdeda96dfe382b617e372e08a18de5e42 v1.0.0
9e7a37e7cb48990ef82a6fd8cef13e86bdfc2497 v1.0.1
9bd158a6bde10490bb3bec5a1c00cb8a6e5257e2 v1.1.0
0e8fba5d1e9d8c2ebf73076423cb5aedf606e358 v1.1.1
0764670bf370aab253130d534e1eda7ff497dc60 v2.0.0
b54880c283dfc80a3fc1baf61807e8ae84471361 v2.0.1
9cf68dc1ace5504cd0e05b9f3df32e6a0822ad89 v2.0.2
9b88afc9cd57fd75b655d5c71bd38146d07135fe v2.0.3
646c83fcd040023954eafda54b4db0192ce70507 v3.0.0
2c7b3805fd2a0fd8c1884dcaebf91fc102a13ecd v3.0.1`,
  "pypa/gh-action-pypi-publish": `9cebe9a0ed95397bd2d0e617cd79e8ab1961d7c5 v1.0.0a0
37e305e7413032d8422456179fee28fac7d25187 v1.1.0
65c102608decbf3e63dae02df16ea3d252e16f13 v1.2.0
bf7a320fbac4f92b50d16d1275f18be0a5cf4e87 v1.2.1
6a02ab807dd289aa281becac7152f29621389dd1 v1.2.2
00ef3b81828a3fa69f3434842ce50ec3981351b0 v1.3.0
bce3b74dbf8cc32833ffba9d15f83425c1a736e0 v1.3.1
1f0bcf278d9af0c29fb7bf10635c22f1a8201c54 v1.4.0
54b39fb9371c0b3a6f9f14bb8a67394defc7a806 v1.4.1
27b31702a0e7fc50959f5ad993c78deac1bdfc29 v1.4.2
717ba43cfbb0387f6ce311b169a825772f54d295 v1.5.0
37f50c210e3d2f9450da2cd423303d6a14a6e29f v1.5.1
d7edd4c95736a5bc1260d38b5523f5d24338bc25 v1.5.2
d2a2496a01f8b4b773ccd9cae8f2151589de5b62 v1.6.0
5d1679fa6b895587c6eb10c3fe82205b440a580e v1.6.1
ce291dce5b39b74daf2a1a0dcb652314e3263edb v1.6.2
e71a4a4c1d3837e77d0353f9229be9217526a2c4 v1.6.3
c7f29f7adef1a245bd91520e94867e5c6eedddcc v1.6.4
32b5e9370928566935e085a9154f23bd662ef41c v1.6.5
7104b6e981edc64651f8fc454998a67914173bdb v1.7.0
22b4d1f12511f2696162c08546dafbaa903448a2 v1.7.1
8ef2b3d46c9ecba901fb2ae21d98e322c4089c4e v1.8.0
a3a3bafbb3e5a75a854ae1bc53ae128cf22c4af4 v1.8.1
b7f401de30cb6434a1e19f805ff006643653240e v1.8.10
2f6f737ca5f74c637829c0f5c3acd0e29ea5e8bf v1.8.11
e53eb8b103ffcb59469888563dc324e3c8ba6f06 v1.8.12
741947b9cadc96c98b60dd2f32f89a5ef7fb113c v1.8.13
81e9d935c883d0b210363ab89cf05f3894778450 v1.8.14
f3ce18f69986f83a044b6e618425238f6c1bb8ef v1.8.2
48b317d84d5f59668bb13be49d1697e36b3ad009 v1.8.3
29930c9cf57955dc1b98162d0d8bc3ec80d9e75c v1.8.4
0bf742be3ebe032c25dd15117957dc15d0cfc38d v1.8.5
a56da0b891b3dc519c7ee3284aff1fad93cc8598 v1.8.6
f5622bde02b04381239da3573277701ceca8f6a0 v1.8.7
f8c70e705ffc13c3b4d1221169b84f12a75d6ca8 v1.8.8
ade57f54dcc56d4858ca681c80269c26dc7b9149 v1.8.9`,
  "release-drafter/release-drafter": `7ac7972693d9338ee6024bf815adb4cbdf86a41c v1.0.0
28233146de569c5a25ba44caf66932c04433425c v2.0.0
1f929061e9de3b751d8b9be6f05ede5f965a0c61 v2.0.1
e4bb5b45d78d6dd043c5a7224a68e504b0290ff2 v2.0.2
8ffb83c0dd7522e5065f142e0f3faec8e41240c0 v2.0.3
23228c671e97db90ac285d0d834590b699830681 v2.0.4
b72e2075b6e7b0fb671982b2ce7be82aa8693921 v2.1.0
2371f3ffcd33efbe89407331f649ddc42209a5a5 v2.2.0
55c2ac02de2af911160e55816e8b69f5694a3356 v2.2.1
a2ab34e6fcfc07a9094930c822b9462a05937608 v2.2.2
48f3706a6d7ec1fb17fd3a2edc382fb957d2569d v3.0.0
90c9e8e35c945656f4224acd673784421b8207f7 v4.0.0
cbbae74d7ca69a70341f9bf6836c1ed415b412f0 v4.1.0
09c613e259eb8d4e7c81c2cb00618eb5fc4575a7 v5 v5.25.0
234c54319f675ec6360d7f892fd62399bac71c0a v5.0.0
44d7210d5647a9115de2be768729bb45ae5267ad v5.1.0
18be244613aa54dea3d37f3a1fc1a1a4bed4f9de v5.1.1
06d4616a80cd7c09ea3cf12214165ad6c1859e67 v5.11.0
b9f2371793e8304920e7b5f28d0b1d762ad0757e v5.12.0
3782ccd1a495040818a9e5d0e8bc4ed22d3b1361 v5.12.1
4d1215c66d92eba9557a55da848b2281a1a19235 v5.13.0
e5ccf147077e46b0225a80bbe314d795d77bb7a2 v5.14.0
fe52e97d262833ae07d05efaf1a239df3f1b5cd4 v5.15.0
f3f9f33f64800ad66b6ca694eb235dbf0558f0a3 v5.16.0
45b321a77828485e6f7ad078c5bb182f72a4c581 v5.16.1
0bc3bc59906b1dac1b608cc7ff5441fcb86ad6c9 v5.16.2
23b8115a38a17ef179fe2ed57d14b02df5e61844 v5.17.0
b3c74fd56b9434e65db50f0a2b5cf997cc18a2d3 v5.17.1
3722d9a72ba10f1ceee54246cb5d0bc1620b2344 v5.17.2
f51c4afc781f0c3be5b32f5aed0960cbe612f064 v5.17.3
91752be71f9708aff745c8ef6c6f8eff87a4e9d2 v5.17.4
1eb031648ba18ffa376d3e4f2c33a6364a5a4dc2 v5.17.5
436492609a0c75979acf131d57f61b5321571950 v5.17.6
f551477c43766f7020024aa95f1074aeeb96a0bf v5.18.0
2f7ebf8ab5ef7f9835ee4b0b1eebaa2a14ca1669 v5.18.1
e9ee02fbac03d922bac6212003695e8358dd88b0 v5.19.0
6ce5fa44495f02eaeaa2c016e7fcb6705c2a8005 v5.2.0
ac463ffd9cc4c6ad5682af93dc3e3591c4657ee3 v5.20.0
06a49bf28488e030d35ca2ac6dbf7f408a481779 v5.20.1
df69d584deac33d8569990cb6413f82447181076 v5.21.0
6df64e4ba4842c203c604c1f45246c5863410adb v5.21.1
cfc5540ebc9d65a8731f02032e3d44db5e449fb6 v5.22.0
569eb7ee3a85817ab916c8f8ff03a5bd96c9c83e v5.23.0
65c5fb495d1e69aa8c08a3317bc44ff8aabe9772 v5.24.0
f5c64c103493b28e791fd746dee3c86520c304a9 v5.3.0
d35a0e40dd75264afb14e25216a911c10d812348 v5.3.1
90dd26c36485890959706d2dc5e366a71b05308c v5.4.0
b9c38846dbae27959d2536d7cc85d5e10cbecedd v5.5.0
430fd3105633efe6b7cb138a3e7fbb7b4c34ba50 v5.6.0
742103fb215cffdf7e75a201365b1d0e3e16a959 v5.6.1
74e7c423dafbb406c9c18b1638334f67a7c891c3 v5.7.0
c880229a17d44cf50d25c1792ff24f9af19d3144 v5.8.0
7a4f0c1262c336716b1d9484a45517e9a287431e v5.9.0
6a93d829887aa2e0748befe2e808c66c0ec6e4c7 v6 v6.4.0
3f0f87098bd6b5c5b9a36d49c41d998ea58f9348 v6.0.0
5a8aa906894b878dde285ed1b94ecca884147c9e v6.0.0-beta.1
b1476f6e6eb133afa41ed8589daba6dc69b4d3f5 v6.1.0
267d2e0268deae5d44f3ba5029dd4d6e85f9d52d v6.1.1
6db134d15f3909ccc9eefd369f02bd1e9cffdf97 v6.2.0
00ce30b0ce8a4d67bccfca59421cdf6c55dd0784 v6.3.0
34d80673e067bdc0c24568d3af899c216adcfaa9 v7 v7.7.0
3a7fb5c85b80b1dda66e1ccb94009adbbd32fce3 v7.0.0
44a942e465867c7465b76aa808ddca6e0acae5da v7.1.0
139054aeaa9adc52ab36ddf67437541f039b88e2 v7.1.1
5de93583980a40bd78603b6dfdcda5b4df377b32 v7.2.0
563bf132657a13ded0b01fcb723c5a58cdd824e2 v7.2.1
c2e2804cc59f45f57076a99af580d0fedb697927 v7.3.0
693d20e7c1ce1a81d3a41962f85914253b518449 v7.3.1
ed4bc48ec97379be2258e7b7ac2624a3e26ab809 v7.4.0
73b95fa1c286dfd6802a4f949b07dad6149f2b0f v7.5.0
4d75298e00d9e34c483e5ff8c68d0ea1c1940c1e v7.5.1
eada3c96a64734dd381cfbda23511034e328ddb0 v7.6.0`,
  "ruby/setup-ruby": `b8d447ba7506ac7e0c8fbc50762276fb3b7df731 v1.0.0
77cddd78e467d30aa803deb90aadbfd540008ad8 v1.1.0
3551d3fbd4d3e346fa3979147a136f7ebaf8755b v1.10.0
001fd1b7c779382924eb7b4d1e4d3f378f36142e v1.10.1
bd94d6a504586da892a5753afdd1480096ed30df v1.100.0
1a68550f2e3309e13c8ccb91ac6b8786f59ee147 v1.100.1
ebaea52cb20fea395b0904125276395e37183dac v1.101.0
2b019609e2b0f1ea1a2bc8ca11cb82ab46ada124 v1.102.0
eb938a806ed6dbfb36293b94ccb2afaf2d590c92 v1.103.0
e404913b054b478c35ac2a0980a8fabc864cf6f6 v1.104.0
69fe46858bba7d992dbb501dea89d056fcabc901 v1.104.1
8c72644a0b2138c5f64531d3c8011890200fa183 v1.105.0
e92b7971f0f3a08d2cf29cceb1d82d4c704a2a78 v1.106.0
57a3395c80307c17d69373c76472d5bc5c95efe3 v1.107.0
a7439cf424c9677922eee7cb72a848b9fd7fb3ff v1.108.0
cd4241788aec4fdcd3325da7068efa9b62a017af v1.109.0
0331c8b821dfd5dd80437f5168d0b6edcacfb76c v1.11.0
8029ebd6e5bd8f4e0d6f7623ea76a01ec5b1010d v1.110.0
08245253a76fa4d1e459b7809579c62bd9eb718a v1.111.0
a54c48c94b1c49c1f52f44a96ceb110bdd1f9033 v1.112.0
4e1189c53d558b920b51b4cdb7161205ddb7b274 v1.113.0
bb1d54ff7765b5ddde2c8fb60f9ce8a8cf05cd36 v1.113.1
e8f04a3ceee1fdd3e9fa4672c0ce9eb707aecdc9 v1.113.2
d5ee2364f01b3ef4a4740e4a4d3005051e122356 v1.113.3
6148f408d35df04b0189be5e64c1458377b8ae13 v1.114.0
5ece9850adcffe60a2094e3ba7b604ab74d470b1 v1.115.0
a1396b7d70b0d60cdf1d24584544a1f7024695b0 v1.115.1
87ccb7599f56623090bd4a1c8ece2c4091856de3 v1.115.2
0a29871fe2b0200a17a4497bae54fe5df0d973aa v1.115.3
72d59482210349c1114eca714b6c5df19fbbec34 v1.116.0
3068fa83f9cbd7ae106cac45483635a2f3a195c9 v1.117.0
eae47962baca661befdfd24e4d6c34ade04858f7 v1.118.0
bc92d02ed9085306c8513b29336aed77e680d999 v1.119.0
58366f2203f8614321f901f2188e5c0b90ef77cd v1.12.0
623e5279495b52a9cf3fc3b9a397efabd7ae311d v1.12.1
48481806ada684fb0b1373f31a8bfffa56cbd8c6 v1.12.2
ece82769428359c077b5a5eaff268902a303c101 v1.120.0
f2c070bbf74632495b403899c87610cd4cb99dbe v1.120.1
8ddb7b3348b3951590db24c346e94ebafdabc926 v1.121.0
84dd2abab6ed441bd503503b9adb1f52680f7349 v1.122.0
c4fe7bd15ddbfcd5e07e47bf2f2cae90581d6091 v1.123.0
4887fd8753fb3cf1a1e466e0e6d8bc08ca91b0bf v1.124.0
de6f5b9c340068d049670c6b6ae8dc94cff4667a v1.125.0
c7079efafd956afb5d823e8999c2506e1053aefa v1.126.0
ee2113536afb7f793eed4ce60e8d3b26db912da4 v1.127.0
4b2d1d631efa087f8896c15a0c6023dc2f483198 v1.128.0
8d6236c5db46376078b34bf85d247e3ab767cb95 v1.129.0
a01ba37375f3eb38037a6d7719b9c48a9bfc6518 v1.13.0
02c9cccf0e6febba967b63f90fac9f8376ce905d v1.130.0
03b78bdda287ae04217ee12e4b64996630a03542 v1.131.0
f78d71faf45b9c5cad1da061204c9e021cdb97f7 v1.132.0
09c10210cc6e998d842ce8433cd9d245933cd797 v1.133.0
319066216501fbd5e2d568f14b7d68c19fb67a5d v1.133.1
93287a1fa82c6ddbb6d8db978df4b0119cd8879f v1.133.2
ee26e27437bde475b19a6bf8cb73c9fa658876a2 v1.134.0
8df78e55761745aad83acaf3ff12976382356e6d v1.135.0
77fe3b48b7ef9e181c0ecc9f05478ba7818b1b5c v1.136.0
4d060a10e6d98429c69057f0aafbc65fb982bae8 v1.137.0
bc4e585e26d9a85a396cbe6765707933d81f80b7 v1.137.1
f60ef1e8084a2e64569f928c3f1cfac6c7e12ad7 v1.137.2
d3c9825d67b0d8720afdfdde5af56c79fdb38d16 v1.138.0
92aece5fc9c784ab66851c1e702b1bd5885a51f2 v1.139.0
f422c055c3255979005b7955932e0cefaed66ab8 v1.14.0
30011b6444339b8df773cfc724e1631d805a5e64 v1.14.1
66dc012cc3ebec528114bbdc894354e22646b53c v1.140.0
5a73aa9f67560c0d447ab95e2c73fb8d0f790c01 v1.141.0
59b5745c73c7ec1d7efad4926cb9ff20dcf8eff9 v1.142.0
31a7f6d628878b80bc63375a93ae079ec50a1601 v1.143.0
9669f3ee51dc3f4eda8447ab696b3ab19a90d14b v1.144.0
e6689b4deb1cb2062ea45315001f687c0b52111b v1.144.1
ec02537da5712d66d4d50a0f33b7eb52773b5ed1 v1.144.2
904f3fef85a9c80a3750cbe7d5159268fd5caa9f v1.145.0
55283cc23133118229fd3f97f9336ee23a179fcf v1.146.0
6cecb48364174b0952995175c55f9bf5527e6682 v1.147.0
d2b39ad0b52eca07d23f3aa14fdf2a3fcc1f411c v1.148.0
7d546f4868fb108ed378764d873683f920672ae2 v1.149.0
4f28d1c82e3c9bf7dd6eb6fb060c3066b2125349 v1.15.0
8a45918450651f5e4784b6031db26f4b9f76b251 v1.150.0
bc1dd263b68cb5626dbb55d5c89777d79372c484 v1.151.0
250fcd6a742febb1123a77a841497ccaa8b9e939 v1.152.0
5311f05890856149502132d25c4a24985a00d426 v1.153.0
52b8784594ec115fd17094752708121dc5dabb47 v1.154.0
d37167af451eb51448db3354e1057b75c4b268f7 v1.155.0
5cfe23c062c0aac352e765b1b7cc12ea5255ccc4 v1.156.0
a05e47355e80e57b9a67566a813648fa67d92011 v1.157.0
cd48c8e22733480b66887b42bfeb6c0b88ea1a56 v1.158.0
54a18e26dbbb1eabc604f317ade9a5788dddef81 v1.159.0
3d6280ad197b30d731628cec26cac42b7f361b5d v1.16.0
036ef458ddccddb148a2b9fb67e95a22fdbf728b v1.160.0
8575951200e472d5f2d95c625da0c7bec8217c42 v1.161.0
af848b40be8bb463a751551a1180d74782ba8a72 v1.162.0
b256bd96bb4867e7d23e92e087d9bb697270b725 v1.163.0
df99e806d4462b1b0f1d13061fa63fce294b3d46 v1.164.0
961f85197f92e4842e3cb92a4f97bd8e010cdbaf v1.165.0
360dc864d5da99d54fcb8e9148c14a84b90d3e88 v1.165.1
c6e5aea595231e84ab850672e08b27c40e28f630 v1.166.0
b203567269b5bbc256dbc1c84f7495913f977353 v1.167.0
432702e864cadc1b56247e31aa341be5be3e129a v1.168.0
5daca165445f0ae10478593083f72ca2625e241d v1.169.0
3197025b07ede88631844a25b7723890115ed879 v1.17.0
bd03e04863f52d169e18a2b190e8fa6b84938215 v1.170.0
22fdc77bf4148f810455b226c90fb81b5cbc00a7 v1.171.0
d4526a55538b775af234ba4af27118ed6f8f6677 v1.172.0
5f19ec79cedfadb78ab837f95b87734d0003c899 v1.173.0
6bd3d993c602f6b675728ebaecb2b569ff86e99b v1.174.0
70da3bbf44ac06db1b0547ce2acc9380a5270d1e v1.175.0
1198b074305f9356bd56dd4b311757cc0dab2f1c v1.175.1
cacc9f1c0b3f4eb8a16a6bb0ed10897b43b9de49 v1.176.0
6615b4b8a02c78c4d711c06df4b8a20aa685a45d v1.176.2
7dc18ff0ca6e3630d3f29d2a85ebf6cc27ae9d6c v1.177.0
943103cae7d3f1bb1e4951d5fcc7928b40e4b742 v1.177.1
0cde4689ba33c09f1b890c1725572ad96751a3fc v1.178.0
d5fb7a202fc07872cb44f00ba8e6197b70cb0c55 v1.179.0
78c01b705fd9d5ad960d432d3a0cfa341d50e410 v1.179.1
06ab568b6a2427d46e8b64c2006cb36531af3de9 v1.18.0
ff740bc00a01b3a50fffc55a1071b1060eeae9dc v1.180.0
3783f195e29b74ae398d7caca108814bbafde90e v1.180.1
21a479f2d79b4b86079bb533d2e0502eb795c042 v1.181.0
af43264f2b94cc8451805dc51af7408f01de6471 v1.182.0
1d0e911f615a112e322369596f10ee0b95b010ae v1.183.0
97e35c5302afcf3f5ac1df3fca9343d32536b286 v1.184.0
3a77c29278ae80936b4cb030fefc7d21c96c786f v1.185.0
2a9a743e19810b9f3c38060637daf594dbd7b37f v1.186.0
161cd54b698f1fb3ea539faab2e036d409550e3c v1.187.0
50ba3386b050ad5b97a41fcb81240cbee1d1821f v1.188.0
bc2ba926aade0711935b50bcb1b9ccdb5fde2dda v1.189.0
7f508b5101e9cc2d7cbb7851689507771d9ff6c6 v1.19.0
a6e6f86333f0a2523ece813039b8b4be04560854 v1.190.0
52753b7da854d5c07df37391a986c76ab4615999 v1.191.0
a6b46b8a08edb18935835849f2a17072d5cc8c73 v1.192.0
f321cf5a4d1533575411f8752cf25b86478b0442 v1.193.0
c04af2bb7258bb6a03df1d3c1865998ac9390972 v1.194.0
086ffb1a2090c870a3f881cc91ea83aa4243d408 v1.195.0
f26937343756480a8cb3ae1f623b9c8d89ed6984 v1.196.0
7bae1d00b5db9166f4f0fc47985a3a5702cb58f0 v1.197.0
98aefb3c83eea830993080938ed245dc8e2b843b v1.198.0
7d3497fd78c07c0d84ebafa58d8dac60cd1f0763 v1.199.0
3c644cf2fc58cad856c3ba5ed8f6775ac79fa2a9 v1.2.0
739b731933fe50ef039ae6ee56672f9042f4684c v1.20.0
01b616c29473bec96e7a1251ee07c73c5db45c6d v1.20.1
217c988b8c2bf2bacb2d5c78a7e7b18f8c34daed v1.200.0
46ca53beb334a2329bcd0e46a694816a6ae6d173 v1.201.0
a2bbe5b1b236842c1cb7dd11e8e3b51e0a616acc v1.202.0
2a18b06812b0e15bb916e1df298d3e740422c47e v1.203.0
401c19e14f474b54450cd3905bb8b86e2c8509cf v1.204.0
540484a3c0f308b08619664ec40bf6c371d172c3 v1.205.0
bfefad842bb982ff05b233bcbc1571d97a87e69f v1.206.0
4a9ddd6f338a97768b8006bf671dfbad383215f4 v1.207.0
868b3f088412f139260f27f5b148179b9dd6b008 v1.208.0
7a6302104fbeea3c6aaa43b1b91e08f7d6623279 v1.209.0
d8d290d206573dcc965b4251cbea25239d795b34 v1.21.0
1d542747a7bad621e02253945b8491142044d3b7 v1.210.0
87b48937c9ec5a4ccd60bd3c5177d64108125904 v1.211.0
f72249c5c947e551c4fb229d0d8bca0060cb6c7a v1.212.0
28c4deda893d5a96a6b2d958c5b47fc18d65c9d3 v1.213.0
1287d2b408066abada82d5ad1c63652e758428d9 v1.214.0
2654679fe7f7c29875c669398a8ec0791b8a64a1 v1.215.0
8388f20e6a9c43cd241131b678469a9f89579f37 v1.216.0
8711a86ab6f9aa72890da4123b2ef7283b6b22b6 v1.217.0
d781c1b4ed31764801bfae177617bb0446f5ef8d v1.218.0
f2f42b7848feff522ffa488a5236ba0a73bccbdd v1.219.0
67ca12cfaa746e7955a623ab166da58d5c586399 v1.22.0
28d088d34a0b0b7ba0823b7952c77004560a3a6f v1.220.0
32110d4e311bd8996b2a82bf2a43b714ccc91777 v1.221.0
277ba2a127aba66d45bad0fa2dc56f80dbfedffa v1.222.0
28233a011b6bb8633ea908d76c6d23aab6518b5c v1.223.0
bbda85882f33075a3727c01e3c8d0de0be6146ce v1.224.0
6c79f721fa26dd64559c2700086ac852c18e0756 v1.225.0
922ebc4c5262cd14e07bb0e1db020984b6c064fe v1.226.0
1a615958ad9d422dd932dc1d5823942ee002799f v1.227.0
7886c6653556e1164c58a7603d88286b5f708293 v1.228.0
354a1ad156761f5ee2b7b13fa8e09943a5e8d252 v1.229.0
aea40d1b5ad0727e93c1bb3a24d3a5a11967acec v1.23.0
e5ac7b085f6e63d49c8973eb0c6e04d876b881f1 v1.230.0
d8d83c3960843afb664e821fed6be52f37da5267 v1.231.0
fb404b9557c186e349162b0d8efb06e2bc36edea v1.232.0
ca041f971d66735f3e5ff1e21cc13e2d51e7e535 v1.233.0
2e007403fc1ec238429ecaa57af6f22f019cc135 v1.234.0
dffc446db9ba5a0c4446edb5bca1c5c473a806c5 v1.235.0
f41e084df884422b269f4c01c3748a9df4431a75 v1.236.0
eaecf785f6a34567a6d97f686bbb7bccc1ac1e5c v1.237.0
e34163cd15f4bb403dcd72d98e295997e6a55798 v1.238.0
84684c07c1965536eb4802c8daf1a77968df0cb1 v1.239.0
ae39a8d7d26f4a326f81694e5e99ed009d312fdf v1.24.0
0925a3eb86f31947e9d096637af40292f4a9f7ee v1.24.1
1a0ff446f5856bdfec298b61a09727c860d9d480 v1.240.0
bb0f760b6c925183520ee0bcc9c4a432a7c8c3c6 v1.241.0
cb0fda56a307b8c78d38320cd40d9eb22a3bf04e v1.242.0
c95ae3725f6ebdd095f2bd19caed7ebc14435ba5 v1.243.0
13e7a03dc3ac6c3798f4570bfead2aed4d96abfb v1.244.0
a4effe49ee8ee5b8b5091268c473a4628afb5651 v1.245.0
a4f838919020b587bb8dd4493e8881bb113d3be7 v1.246.0
472790540115ce5bd69d399a020189a8c87d641f v1.247.0
a9bfc2ecf3dd40734a9418f89a7e9d484c32b990 v1.248.0
65937904bcddfb93f8130882d9afa8597c45f3b5 v1.249.0
d785726c7f5d2c768a54faa154b015b34ac6ebb0 v1.25.0
2641afc25c2faa1481a8effc5258a819a83dc7d7 v1.25.1
223e443f3ed4b46b29a8be6b9b2e22d5cce534e7 v1.250.0
e8621f0b86851d7377d85882bb751b24dfadd958 v1.251.0
0ecad18fe538ef70f6b82773daecc6af1a7fe58a v1.252.0
bb6434c747fa7022e12fa1cae2a0951fcffcff26 v1.253.0
2a7b30092b0caf9c046252510f9273b4875f3db9 v1.254.0
829114fc20da43a41d27359103ec7a63020954d4 v1.255.0
efbf473cab83af4468e8606cc33eca9281bb213f v1.256.0
44511735964dcb71245e7e55f72539531f7bc0eb v1.257.0
3fee6763234110473bd57dd4595c5199fce2c510 v1.258.0
866b91cc020931c510d42e43e498a7f07d335f60 v1.259.0
fb9d6fbc6907bcdc66507344ff3ea277ff22eef4 v1.26.0
1dc795682739d28740ac76bf40227b89f2ab602a v1.260.0
1c58d16f1a2d74dc895c05f92d1e31ffe691110e v1.261.0
cf7216d52fba1017929b4d7162fabe2b30af5b49 v1.262.0
0481980f17b760ef6bca5e8c55809102a0af1e5a v1.263.0
6797dcbb9a1889fd411d07e8aba7eded53fb8b48 v1.264.0
ab177d40ee5483edb974554986f56b33477e21d0 v1.265.0
4ff6f3611a42bc75eee1e5138240eb1613f48c8f v1.266.0
d5126b9b3579e429dd52e51e68624dda2e05be25 v1.267.0
8aeb6ff8030dd539317f8e1769a044873b56ea71 v1.268.0
d697be2f83c6234b20877c3b5eac7a7f342f0d0c v1.269.0
e648fd85b4a03282adcf737fcda89ee28d1b61bd v1.27.0
ac793fdd38cc468a4dd57246fa9d0e868aba9085 v1.270.0
f8d7259c7a66155a7c4a157a1a10ca601f186594 v1.271.0
211ffaaa5f8dda97e9e8bca4e70d0fbaf2f8c41c v1.272.0
a25f1e45f0e65a92fcb1e95e8847f78fb0a7197a v1.273.0
ed55d55e820a01da7d3e4863a8c51a61d73c3228 v1.274.0
d354de180d0c9e813cfddfcbdc079945d4be589b v1.275.0
ae195bbe749a7cef685ac729197124a48305c1cb v1.276.0
8a836efbcebe5de0fe86b48a775b7a31b5c70c93 v1.277.0
4c24fa5ec04b2e79eb40571b1cee2a0d2b705771 v1.278.0
b90be12699fdfcbee4440c2bba85f6f460446bb0 v1.279.0
11238a2c00e46a0976f3b05890761c9b625ffab7 v1.28.0
d5f787ce339eb0767271bc01d922e85644c2c8ab v1.280.0
675dd7ba1b06c8786a1480d89c384f5620a42647 v1.281.0
4fc31e1c823882afd7ef55985266a526c589de90 v1.282.0
708024e6c902387ab41de36e1669e43b5ee7085e v1.283.0
80740b3b13bf9857e28854481ca95a84e78a2bdf v1.284.0
e69dcf3ded5967f30d7ef595704928d91cdae930 v1.285.0
90be1154f987f4dc0fe0dd0feedac9e473aa4ba8 v1.286.0
8d27f39a5e7ad39aebbcbd1324f7af020229645c v1.287.0
09a7688d3b55cf0e976497ff046b70949eeaccfd v1.288.0
19a43a6a2428d455dbd1b85344698725179c9d8c v1.289.0
f964e8aa48d20af798c9cfe81efb4f260749d5af v1.29.0
6ca151fd1bfcfd6fe0c4eb6837eb0584d0134a0c v1.290.0
9d13dd6ce2979b207024f719160a99112fb38eea v1.291.0
4eb9f110bac952a8b68ecf92e3b5c7a987594ba6 v1.292.0
dffb23f65a78bba8db45d387d5ea1bbd6be3ef18 v1.293.0
c984c1a20bb35a1cbda04477c816cea024418be9 v1.294.0
319994f95fa847cf3fb3cd3dbe89f6dcde9f178f v1.295.0
eab2afb99481ca09a4e91171a8e0aee0e89bfedd v1.296.0
c515ec17f69368147deb311832da000dd229d338 v1.297.0
4dc28cf14d77b0afa6832d9765ac422dbf0dfedd v1.298.0
3ff19f5e2baf30647122352b96108b1fbe250c64 v1.299.0
5ee96a474afc1cfcce4d4b67dd1ac17e31a446dc v1.3.0
9f0a9acc3563ddde7c22373f261684caa2444927 v1.30.0
d4f9058279445615aabc6dc51d9be3ccdf206580 v1.30.1
e65c17d16e57e481586a6a5a0282698790062f92 v1.300.0
4c56a21280b36d862b5fc31348f463d60bdc55d5 v1.301.0
7372622e62b60b3cb750dcd2b9e32c247ffec26a v1.302.0
60ecfba8750476ff216b59eee3b88218bb5111cc v1.303.0
94e4d89d3e6c1c7599e0210d114c5ffb23f1a866 v1.304.0
0cb964fd540e0a24c900370abf38a33466142735 v1.305.0
c4e5b1316158f92e3d49443a9d58b31d25ac0f8f v1.306.0
6aaa311d81eba98ae12eaffbcb63296ace0efcde v1.307.0
97ecb7b512899eb71ab1bf2310a624c6f1589ac6 v1.308.0
28c65f7bd3231513f1560eb7d7ec44501e65d10b v1.309.0
759c98774bac9c033735729ae0d26dd0045d73ee v1.31.0
ec106b438a1ff6ff109590de34ddc62c540232e0 v1.31.1
afeafc3d1ab54a631816aba4c914a0081c12ff2f v1.310.0
a99ac844649df2596b52b4db087cfa0881b172af v1.311.0
12fd324f1d0b43274fdc8130f6980590a667c455 v1.312.0
89f90524b88a01fe6e0b732220432cc6142926af v1.313.0
9eb537ca036ebaed86729dcb9309076e4c5c3b74 v1.314.0
0dafeac902942906541bc140009cdbf32665b601 v1.315.0
da846ef6dbfe4658d5b378fdf011d948fe01af92 v1.32.0
d4032b551d0897dcbc5c3d98107403e7f674afbc v1.32.1
381e2639aab5fe27b68ecef18bd5a173cda08583 v1.32.2
002b15eeca2c8a043d93bfd8bd5acd44761954f9 v1.33.0
23b973520669420f429b95a24c70af2ed3f3b894 v1.33.1
b04e5b88463a72b64884aae23cfdfa7e62a94b66 v1.33.2
81be0938f71b45703c5b16b99d951e0fb3dadbf7 v1.34.0
ba5b846810dc72703b82ed38bd4fa6d7941b3209 v1.35.0
6647273ce969157fa48fc327155bf838330d7969 v1.36.0
ea86920b92358fde830fe23cfdb598de23144f0d v1.37.0
d57231c9a394918decfec234a36c9c79116254b7 v1.38.0
271876da60474401e13f5c05ad5cffb5153e7046 v1.39.0
40bbc5ec66a5c5dcc09c6011be87727e76b2684f v1.39.1
4c25e810edf7a564184596078340427e1895fe65 v1.4.0
5a76bd6a5fe27d6e6e8af1f2e605f46d17557049 v1.40.0
162161eab57cbb09a752f4a326aa98dac307350a v1.41.0
312f3d08ba2b6b7feee4422ca436f30fab8620fc v1.42.0
6c10c0bae022e1ed0deb3fbab7ff964f3b342267 v1.43.0
ad2d64d83c735b71d92496bb0a0ab9b41b1b06b1 v1.44.0
108b3a2c8a79ce6a8b5402c2f7d242009737bdf0 v1.45.0
0effb2cc506cf040247c79dbfba54d93b11e3df8 v1.46.0
8bc9ca9ace0139aae24423f15269b9673354b495 v1.46.1
a195098f6b1e9074390215a49c1c14e82151a289 v1.47.0
c49deecea1c29e10ae751dfc04898cd4368ce591 v1.48.0
efda314f4a0ac38eea4136e25ce23f1822f51d19 v1.49.0
66836a17bb15ca0f3c301cd8ca2e9d1963ce86e4 v1.5.0
d7b76f909a9ce4f0102c606459aa23439865bd38 v1.50.0
bb3a0c6e0b5c5976acf38fe5b26c998b27406d50 v1.50.1
ba761ba8ff71a9113d3207595ceadac55aa09cef v1.50.2
1c896c8ea1f8463e86e9975e8e705e6204c78021 v1.50.3
f4a8aa6c333b4d487437f91ffa523c5ef6dafb09 v1.50.4
ad1ebae995ccc3584a094574eafc5826942ec8d4 v1.51.0
9bc07a3af02ce5950e977cab8b77210dc3178328 v1.51.1
7c2bf7263df554e3ebc2ee8ac2d18c8053a80ab4 v1.51.2
a699edbce608a2c128dedad88e3b6a0e28687b3c v1.51.3
e27aee156d42e38ff8a4c2fc97b125c4087cbcc7 v1.52.0
bacba738b219785c005c3e118c2f1c68991fde03 v1.53.0
fd1d77b75c998d8ecb4bfcbaf2c72afcd86b7dff v1.54.0
30f5e2d4cd1b8bf01480423c9be9c5671a083aeb v1.55.0 v1.56.0
23b2b5e5f16f1ca741a3d523fccc5a0a548ab8e2 v1.57.0
e5a267414fde5bb4dec4599ed01b44941c337575 v1.57.1
efd6675fc9f7669bbfda403293fa9069e2756b97 v1.58.0
084885eaca2e353b0f4475be646d25d7d4dd1e89 v1.58.1
c101335f33f8d1e1c30a2a5b26c6a2836f417916 v1.59.0
515629a0134e44645128f0d579a6e6ee605d6821 v1.59.1
7978ff15791e44ccfeaedff4a522ad0be7b68079 v1.6.0
e5b6990d5186f1ac1d8074e46b72f9efb63aa305 v1.60.0
dc58db7220f89414e1a794ee1fac96625e858a21 v1.60.1
473e4d8fe5dd94ee328fdfca9f8c9c7afc9dae5e v1.61.0
95193d6d4873cdecf7b7b51b30228f3e2d1b6aba v1.61.1
c34fe21c5f3bf9e05122d285be9fd3b4b8142850 v1.61.2
5aaa89ff0d7bb9c02d18c0008a98d24f38acbbbb v1.62.0
1891d63a08cebb96029d2e96b7bb432f3d5f5c4f v1.62.1
6e288cd651f54a818980f09cb67334c46ea07871 v1.63.0
a358e49b568cae818fdbc8e6fdf70c8f9400e413 v1.64.0
fdcfbcf14ec9672f6f615cb9589a1bc5dd69d262 v1.64.1
b818bea8cf015031920150a891dbdd4105cc7e47 v1.65.0
034294ac9150f471c8dd554f05f0685312e7f7bd v1.66.0
dddacd7ec16cae1a8190380a744ef47cb2aa0bed v1.66.1
ad65390c0a7505ce47023b0555e762426132496b v1.67.0
d320226fe2baa504b69a131c3d1efd24c5a142fe v1.68.0
b12138f02d7d0c4d36f463e0885dc47ec25a52fe v1.69.0
4ff821c778170d86de82a2c27f7ddbd8e4aad0b5 v1.7.0
6f2028eda533117e2ab7a1108e3bb40b01f481bc v1.70.0
2eb6adbfb1f8850489a1f947f9421d777ea89485 v1.70.1
b161cb92f0e2f28d992f04f38fff204d84132c47 v1.71.0
fd1a6a00ca9fbf3fb687b271c4d41a06e2222e2a v1.72.0
77ca66ce2792fb05b8b204a203328e12593a64f3 v1.72.1
517a3b1b36b6f5727d97c46b7641767c1564b333 v1.73.0
fe983d22a17fee34a13abd1741972ee374694309 v1.74.0
477b21f02be01bcb8030d50f37cfec92bfa615b6 v1.75.0
189661fc29d91997ce9380e77fd542d41642385c v1.76.0
cae9d256bd9e1300706428bfd1ce211fa1388c4b v1.77.0
0c7e9c4d53d534e2c72b5b06535a3817d6d39fe1 v1.78.0
ae9cb3b565e36682a2c6045e4f664388da4c73aa v1.79.0
7da380d64e65d81ac4a408a734cf2af40571b7a8 v1.8.0
d9a8687ae9f266f6e08d141761fc486be582ec3e v1.80.0
57d46d78b7d959dc4a248024a29bb17d4e357e5c v1.81.0
5e4f0a10bfc39c97cd5358121291e27e5d97e09b v1.82.0
f514fbcdacf28f0e4054fb66bcbdb47b1a3d7b15 v1.83.0
b00551441a6fa3d528f3443dbff264a934b6e316 v1.84.0
a2b2637a7c796d83d566fc82853156d4372b0f60 v1.85.0
f20f1eae726df008313d2e0d78c5e602562a1bcf v1.86.0
cf1a6dd2d8563b59c7007e381836fd252ab2ac5b v1.87.0
be0cc84c1b9b4d3df759de62438d880db6645e3b v1.88.0
471466b54cb9744f371b61fb5ca33975e116fefb v1.89.0
dbac26120bf2cab885aa98ecb4d22838ae969776 v1.9.0
168d6a54b412713c0ed60998a78093a270ca8d84 v1.90.0
4726835508d9debb3220096c92d7bf6388485faa v1.91.0
8f312efe1262fb463d906e9bf040319394c18d3e v1.92.0
d359377debb508604a1f45bdff156d8afdfef9c0 v1.93.0
f302e4ff49ae7afb893251cea73db1fa98ed372d v1.94.0
51c0d5922252eab2cb7349f2142160df023fb656 v1.95.0
fabf2515e6b5531555983e2641f2acdf622b0e50 v1.96.0
359bebbc29cbe6c87da6bc9ea3bc930432750108 v1.97.0
cca23415f77a660014be687909c2d4619b053931 v1.98.0
e5517072e87f198d9533967ae13d97c11b604005 v1.99.0`,
  "shivammathur/setup-php": `202f1bbec101767690fe929a3ae571c4d19a6b00 1.0.0
764f8c84534bcf462eb2f40b6dfffef2b4cbbdfa 1.1.0
b45c80e26a91e439932d392020cf842ba4b55503 1.1.1
35b07885565c4aacd40cb670dc93eca352a5ee32 1.1.2
44cf056ba8be34ffa85475d5c1020cd28380acea 1.10.0
847ea654687d9ffc3da886774ce854eff446921b 1.10.1
cb746892c2f9bbb8381713943259dcd1db9d9f39 1.11.0
32c143624720c3d185dee9d64dd9c550a9e9f8c6 1.11.1
506357cdb9f33326136afc333798fb186a86fdea 1.11.2
7958a5ccff6f2de591cedf5f7a8eb0decc78be20 1.11.3
d7eb9ade23fe575292c55cc6436a9788c260c8c0 1.11.4
fbdd58c5bc976262c033aa2317a675c93f8eff3a 1.11.5
2a0c477416f5dacd55c8fd099562404b8eef4c91 1.11.6
28c92ba4eed7710cd14a3bc9b50fea9dbd81b4bb 1.11.7 v1
201e8c8d98995b8a881324216409f1a4e9928087 1.2.0
69f9b777e1ec5db05e5eaec1fde6692679e57356 1.2.1
e4a37d0f163a754dd1c6267e9b83fa346491c94d 1.3.0
db44db4b9755b14d6d40214f0a63f85496ca3f6f 1.3.1
43178a725421fc4425bb3e29fc4bf3753a324bea 1.3.2
9cfe4e665e79c0a640c5076478583a94b19d8832 1.3.3
83cc9a4bcf6f9445eefd77d91a1f6a7b67153244 1.3.4
91348678220a0a7fd409b86ff37b299aa3647e6b 1.3.5
eaf140ca8b6453db70443a45973d1f6ed24c512a 1.3.6
06929bdf4cc47f9919e3f3c38da168085ed97697 1.3.7
c0e0d9d98e3c029a718b0e38ca58fa61506fd4a7 1.3.8
7e81c058fb960568aa646adac1529290ed767b17 1.3.9
409e0559313c451641cfc7f7dd02dc73800cbafd 1.4.0
3087ceb81157b0b55c116a1dfd0768c96d6913fc 1.4.1
62beed29e3cf71f0c2e98822f94c73fac47a03c7 1.4.2
ffc5b0249daf22c3b2f49eaceea5df8c0ba5c52c 1.4.3
16267e1982d42ca3aa1555364422e0dba41f5aa2 1.4.4
cb5e07baffd97091da0532fb8e212858de8c08b7 1.4.5
47d1da04768540620ad31631b6fceffb68424065 1.4.6
77bc79bd22217b745e4a63ae728431a0ee94bbe1 1.5.0
1eb8e8f5cdaa0301dcaa2f3de301734b0a37e990 1.5.1
63d8fa1a9e3a907752d3ac93b131607397759142 1.5.2
2b938d931a23ab867d0e52f17ea2ac67c87a3f73 1.5.3
cade5f7157644bf352608627a88fa36c0046861b 1.5.4
99e2d8d309932f9a83345708cc65367855272c68 1.5.5
3039a720ed87734767abf5cd5e22f1292d5cf7d0 1.5.6
3164116a425d2dcc07cf6c3656b031c54295f1fd 1.5.7
14acb26bdc67690fd835a68c89ab8fd06454d6a3 1.5.8
cfa7bc51cda7fdd59771ef600683c99770f84b0c 1.6.0
51c7527bd880153c913674f27a988b16294451ae 1.6.1
a507be73b5d36403550e47e30e0a01725a932c54 1.6.2
7b8bf7af6a42e028cbcccf623bb8499b4d6edf02 1.7.0
71db1e2cf12bf0d2c4003652e6f69d382d41be1b 1.7.1
2ee4653d1c9614fc475d949b6bc26ad455bb21b2 1.7.2
8489dbf4deff305b4d8fd497e9e62907259844a1 1.7.3
e01b2f0bf7de3c6c77ecd30b25a3cafecc5a5673 1.7.4
d384d9fe7eafebd438e55e7b32e33cc2955dc272 1.8.0
76cecacc5ecce8695c273fc73498553fcaa63a29 1.8.1
d9cf6f5ad6f0b3a7ae9e5ca4aa78c95ea948823f 1.8.2
3579c7ef2894b9e3897dfafeb1eeed48933db5f2 1.8.3
0da52b13271f1da9cb68cea818ff32311b9469a1 1.8.4
5ad0888329890815dee75fed3cf07ec9f90be4a4 1.8.5
fdfa901941794151a52f471613c1672fffccdc08 1.8.6
e9e024e6008b247d9ca01718acaa83c270ab8c98 1.8.7
062567eeb11c6f0df81235d645970224e600dcf8 1.8.8
fe504c5e23ccffb0569103538a4b51363a5992f3 1.9.0
a74c3369c5ab7f6ce9449b28e063dfc64ffc1b14 1.9.1
e763fddf01fd77ca4e427056861a3781ca0fab08 1.9.2
17983e66e5887cb75418ab3c817d9efee066258d 1.9.3
3160874a27482a9dcd0d7c0521de888f892d4b03 1.9.4
f7fb800623d078f6871d7ad3168e6ca140b7e4ba 1.9.5
454626ac7ab8a6af2aa1cfc516f8fd7e193de6b8 1.9.6
efbde18f4ffe1c478f519e1538b083bdcc49abe8 1.9.7
bea4065e1149743ccb0bdac09ab1ef6d7415caee 1.9.8
383a511d0ed762f8bdb060ec71ff6cbefc41f73a 2.0.0
cdfbf6d0f088186699bef3589e3e67997da784ec 2.0.1
03fd0b8719f892f52e4def8effdef10cc2ee4f4c 2.0.2
b7d68d8225bdcb173cba1b6371613a3492d71aaa 2.1.0
0585c3d59d483de3dd44317fed456c8c53a6eb3a 2.1.1
f3a1262ff685f3e2a2a546bffa4b3127ce50cdf2 2.1.2
f58dc6eca1679a8581be95e21e2213cdad7290f7 2.1.3
dccdb5ab679ff41ff0c6ffddfd383b1bc23cb9eb 2.1.4
6dba529f13ee5f16811f0b9dea63c516800684bd 2.10.0
fefbd7a497af49675efddfb3d1b068acb4044a8a 2.11.0
947009a71769c25ab5292f073f5343624b7c879d 2.12.0
2cb9b829437ee246e9b3cac53555a39208ca6d28 2.13.0
1fa3ba1b162e818eed12eed233c9837299574948 2.14.0
4c5c122aa65e90c21a9ddc71071e94ad8b6d33e2 2.15.0
da0e8547371daac1784abb79f9bb2af76dcdfaf0 2.16.0
7854a0cae7fa7a5f3feac66d27bae2dc42d1067a 2.17.0
b75c104ca87c371bbc71be81a4e5dd5a5d298241 2.17.1
36d70683e90ca4d08b23b400110ab8459df76e80 2.18.0
448bd61c6fe9db2113173467e4c22b87ddc2971a 2.18.1
aa1fe473f9c687b6fb896056d771232c0bc41161 2.19.0
3eda58347216592f618bb1dff277810b6698e4ca 2.19.1
3bffbad95a43f55606b2ee69e70c70856ae5c046 2.2.0
a48ff666f8ce1807ff400e284c5b14b5cd117c84 2.2.1
b84dd3ce2517573c64219c4697d6758295133569 2.2.2
cdb037c2a47e89a90eb317c7376c32a4cf92ddcc 2.20.0
3312ea6101295aeda1e702b5d3b641e9717de6d6 2.20.1
945c34c1751f6d2c8106ec0feba5662fcbc1c943 2.21.0
16011a795d747d5f45038f96371c3b98aec5669d 2.21.1
e04e1d97f0c0481c6e1ba40f8a538454fe5d7709 2.21.2
1a18b2267f80291a81ca1d33e7c851fe09e7dfc4 2.22.0
8e2ac35f639d3e794c1da1f28999385ab6fdf0fc 2.23.0
d30ad8b1843ace22e6698ab99bbafaa747b6bd0d 2.24.0
1fdc5e773bb54b5aa541c73679d6e9acc692d0cd 2.25.0
cb8f453143149404c7fd670b5f37c91d395b3054 2.25.1
c5fc0d8281aba02c7fda07d3a70cc5371548067d 2.25.2
8cac79fdb158907c5fbc74b91c90342b86f9bdf5 2.25.3
4bd44f22a98a19e0950cbad5f31095157cc9621b 2.25.4
72ae4ccbe57f82bbe08411e84e2130bd4ba1c10f 2.25.5
7fdd3ece872ec7ec4c098ae5ab7637d5e0a96067 2.26.0
81cd5ae0920b34eef300e1775313071038a53429 2.27.0
a36e1e52ff4a1c9e9c9be31551ee4712a6cb6bd0 2.27.1
e6f75134d35752277f093989e72e140eaa222f35 2.28.0
6d7209f44a25a59e904b1ee9f3b0c33ab2cd888d 2.29.0
70954fb6f8f84aafa4977dfff10bf95ca19fc6d0 2.3.0
dd27d4eb8158e1dd5bd52a143a7468d7a7fb302a 2.3.1
38731c6386cb82423176e3eaf878615515c3da70 2.3.2
a4e22b60bbb9c1021113f2860347b0759f66fe5d 2.30.0
73963f5001e335723c998e4a0125ce060083985c 2.30.1
8872c784b04a1420e81191df5d64fbd59d3d3033 2.30.2
efffd0e4f2504f936fcfe3b69293d31ce0e2fd7a 2.30.3
c665c7a15b5295c2488ac8a87af9cb806cd72198 2.30.4
fc14643b0a99ee9db10a3c025a33d76544fa3761 2.30.5
2e947f1f6932d141d076ca441d0e1e881775e95b 2.31.0
c541c155eee45413f5b09a52248675b1a2575231 2.31.1
9e72090525849c5e82e596468b86eb55e9cc5401 2.32.0
cf4cade2721270509d5b1c766ab3549210a39a2a 2.33.0
27853eb8b46dc01c33bf9fef67d98df2683c3be2 2.34.0
0f7f1d08e3e32076e51cae65eb0b0c871405b16e 2.34.1
34a5396826718e0013f08e3e639d1c315d5f6b23 2.35.0
2282b6a082fc605c8320908a4cca3a5d1ca6c6fe 2.35.1
ccf2c627fe61b1b4d924adfcbd19d661a18133a0 2.35.2
20529878ed81ef8e78ddf08b480401e6101a850f 2.35.3
ec406be512d7077f68eed36e63f4d91bc006edc4 2.35.4
bf6b4fbd49ca58e4608c9c89fba0b8d90bd2a39f 2.35.5
44454db4f0199b8b9685a5d763dc37cbf79108e1 2.36.0
accd6127cb78bee3e8082180cb391013d204ef9f 2.37.0
7c071dfe9dc99bdf297fa79cb49ea005b9fcadbc 2.37.1
f3e473d116dcccaddc5834248c87452386958240 2.37.2 v2
7961bc11b161170a2cf13fbe3573edb88fad7c29 2.4.0
975f42da8e1db90880357f8d6073bd12719d1ad8 2.4.1
c5e0997b446f44610a6249ec876a07d53cb0b326 2.4.2
ffded4a3e8f5f2559aa84920d75722690cf082f2 2.4.3
983892b3c38e012faa196d3d9d53912c6204a883 2.5.0
eaaab1cec3dd2b48b26a56827fcfabe445db83f2 2.6.0
c188004a5280827be087dc4ce16f7775660a7159 2.7.0
d14c0d0dd7813e2cd24dd8c5214ddbca9ef5e0f9 2.8.0
b2f833f7d1c070621af195c088d275c4cd60ef8f 2.9.0`,
  "sigstore/cosign-installer": `19b28ba71ced737e8a103f9e5dc733be15e415e8 v0.1.0
8bb33d4189e44f23fea1fe9db03ca03ffec2d5d0 v1.0.0
63837b676bcd312851d55387016f6f1d6d739779 v1.1.0
8134df0915311493f5de84e36f547a238fb987f4 v1.2.0
a8e8208fbc43c040267e761f9405f6a561c45589 v1.2.1
b59923e31d8e0d95b955d23cc92c0758458c958a v1.3.0
db8b11a5efef5d35ccc55b3ec3e33838c138be2b v1.3.1
3c4b4191199f5c43538b9decf084a8d5a25c3496 v1.4.1
c85d0e205a72a294fe064f618a87dbac13084086 v2 v2.8.1
d572c9c13673d2e0a26fabf90b5748f36886883f v2.0.0
cfeeb2ea9365038e687c7203a2a2e58dae6a4745 v2.0.1
178965d39d362f9391e3e79b85e73d327f37c3b6 v2.1.0
4911bfc768eada9b4138606d05fb7c1ac973360a v2.2.0
38ad6b4e5a6aa3a00bb9985286c45a5f39771e8c v2.2.1
552dc528157845a2e566165f798f3263ce8a986e v2.3.0
1b4b1575a2c8f30dfd4268fa21bedc2178e1915f v2.4.0
f46f5991c01329387817568f10bb20da04ea7fb6 v2.4.1
8b090a98d71db44ac702815f603629a2175ca773 v2.5.0
ce50ea946c19e4bdba9127f76ba2fb00d8e95a96 v2.5.1
db0f512372e476bcdfc58b21303b1407a4313ccc v2.6.0
0322cb79a1b67a2e117fe010c12da6b410624aab v2.7.0
8da3f50be997fd0126fa38e64a5663d4bb56543a v2.8.0
398d4b0eeef1380460a10c8013a76f728fb906ac v3 v3.9.1
c3980f109a569dfb3693a68717dbf5c364743ab5 v3.0.0
41d4f4d837df20f1ef015f6d24b78584cb492a2d v3.0.1
0f983226cbf1ee0368469d3e2b33417ceec4c225 v3.0.2
edd1f3c6605f811b1ec9f4c2c204b535c00bd54b v3.0.3
b6fc91790eda82dbba10c76a63507d45b818c83d v3.0.4
dd6b2e2b610a11fd73dd187a43d57cc1394e35f9 v3.0.5
d13028333d784fcc802b67ec924bcebe75aa0a5f v3.1.0
6e04d228eb30da1757ee4e1dd75a0ec73a653e06 v3.1.1
11086d25041f77fe8fe7b9ea4e48e3b9192b8f19 v3.1.2
d7543c93d881b35a8faa02e8e3605f69b7a1ce62 v3.10.0
7e8b541eb2e61bf99390e1afd4be13a184e9ebc5 v3.10.1
1fc5bd396d372bee37d608f955b336615edf79c8 v3.2.0
9614fae9e5c5eddabb09f90a270fcb487c9f7149 v3.3.0
e1523de7571e31dbe865fd2e80c5c7c23ae71eb4 v3.4.0
59acb6260d9c0ba8f4a2f9d9b48431a222b68e20 v3.5.0
4959ce089c160fddf62f7b42464195ba1a56d382 v3.6.0
dc72c7d5c4d10cd6bcb8cf6e3fd625a9e5e537da v3.7.0
c56c2d3e59e4281cc41dea2217323ba5694b171e v3.8.0
d7d6bc7722e3daa8354c50bcb52f4837da5e9b6a v3.8.1
3454372f43399081ed03b604cb2d021dabca52bb v3.8.2
fb28c2b6339dcd94da6e4cbcbc5e888961f6f8c3 v3.9.0
d58896d6a1865668819e1d91763c7751a165e159 v3.9.2
faadad0cce49287aee09b3a48701e75088a2c6ad v4.0.0
ba7bc0a3fef59531c69a25acd34668d6d3fe6f22 v4.1.0
cad07c2e89fa2edd6e2d7bab4c1aa38e53f76003 v4.1.1
6f9f17788090df1f26f669e9d70d6ae9567deba6 v4.1.2`,
  "slackapi/slack-github-action": `fcfb566f8b0aab22203f066d80ca1d7e4b5d05b3 v1 v1.27 v1.27.1
3131f81f0be9d771601ab5033f1ffa0df59e1524 v1.1.0
f49be1c43888c37f0e5689eecf7d92b2fd84ecd2 v1.10.0
958cdf4fee9f1dc4d58b58e648dcec7788896e51 v1.11.0
f4755fc11373c8a255732e4e8c0e50f1aa745f77 v1.12.0
bae4c4881c6c7b760deb534188c830068f912d4b v1.13.0
d09f6a279ff492756a31df59952ee6dce8c9b772 v1.14.0
d5d276d7ae0f38f29322b80da9baf985cc80f8b1 v1.15.0
410ae57cff5c6b682b106440be0e6c7eb8c98c9d v1.16 v1.16.0
8157a0f4d70c5099e42dcff1258b19bdaabb030b v1.17 v1.17.0
16b6c78ee73689a627b65332b34e5d409c7299da v1.18 v1.18.0
34c3fd73326693ef04728f8611669d918a2d781d v1.19 v1.19.0
ad9f38746e93a24da5efe68e7a579dd00c7dea14 v1.2.0
f58766bbd0713057d5b26d64c8d11b22afa11769 v1.20 v1.20.0
936158bbe252e9a6062e793ea4609642c966e302 v1.21 v1.21.0
ebd044f149bf27a2817c0eee26e98d797fa5cffd v1.22 v1.22.0
007b2c3c751a190b6f0f040e47ed024deaa72844 v1.23 v1.23.0
e28cf165c92ffef168d23c5c9000cffc8a25e117 v1.24 v1.24.0
6c661ce58804a1a20f6dc5fbee7f0381b469e001 v1.25 v1.25.0
70cd7be8e40a46e8b0eced40b0de447bdb42f68e v1.26 v1.26.0
37ebaef184d7626c5f204ab8d3baff4262dd30f0 v1.27.0
4523662791de6679dd6346bf0dd0c6102f5403d7 v1.3.0
dda51d061511d66a70d2a9213f289b80a81af70f v1.3.1
644b5ec195a5f8d068445b43a775ea350c9d4357 v1.3.2
8ce2fc495e007576ad8fce7031f4aff61707e543 v1.3.3
b05700aac6c403b36ae7120ae22051b88db7e4c0 v1.4.0
2d9b7486b8413ad7d650cfd8362c39da94922d92 v1.5.0
51ab05d72d03e9e24aa3e3bd812eac687f79aa19 v1.6.0
a9900b4aebe52a208717a6de3f04671212b8af3b v1.7.0
d8ae76a1536c2aeeeb324eb4fa6639cf731ecd0c v1.8.0
45f51d220a65f1fd0dd443693b52557e34efc8ee v1.9.0
91efab103c0de0a537f72a35f6b8cda0ee76bf0a v2 v2.1 v2.1.1
485a9d42d3a73031f12ec201c457e2162c45d02d v2.0 v2.0.0
c2dfde8f10d20b3d498202024f2897ec7f5289df v2.0.0-rc.1
3f58188e2458fa8d38db099b81e349cace1156cb v2.0.0-rc.2
71c4f79cb8ada5ed920ec668b73f8530444a133b v2.0.0-rc.3
b0fa283ad8fea605de13dc3f449259339835fc52 v2.1.0
0d95c9a7becc1e6e297d76df9bc735c44f4cbcbc v3 v3.0 v3.0.5
e090a7a7c0b2d9b7ae32bd34f086e680ce260b06 v3.0.0
af78098f536edbc4de71162a307590698245be95 v3.0.1
03ea5433c137af7c0495bc0cad1af10403fc800c v3.0.2
45a88b9581bfab2566dc881e2cd66d334e621e2c v3.0.3
fc46ded2fc4d7f11bfa62864526f920cf1a1167d v3.0.4
dcb1066f776dd043e64d0e8ba94ca15cc7e1875d v4 v4.0 v4.0.0`,
  "softprops/action-gh-release": `9a608daa21a42b09b06af7e0b917716fac3b0f6f v0.1.0
487fcd94425dd56e168af76ef300c3b4bd2a46fa v0.1.10
815e45857946b196197a116aa0def711ff7f8ecc v0.1.11
2d72d869af3bf23602f9593a1e3fd739b80ac1eb v0.1.12
6034af24fba4e5a8e975aaa6056554efe4c794d0 v0.1.13
1e07f4398721186383de40550babbdf2b84acfc5 v0.1.14
de2c0eb89ae2a093876385947365aca7b0e5f844 v0.1.15 v1
b28d8151ad6190ad35959a52fb26b9433c69009f v0.1.2
6247f9299ad8d81283d1644685105f9b530108fd v0.1.3
78c309ef59fdb9557cd6574f2e0be552936ed728 v0.1.4
b7e450da2a4b4cb4bfbae528f788167786cfcedf v0.1.5
08e53e60c840b6d34ed49473f9ab939eb801dbc4 v0.1.6
fb0163a75bee697a9cfec2c931801de7c7f10042 v0.1.7
4de103f8387daf5dc810c4b3f29a610bee7aafe3 v0.1.8
2956b0de81f6cdc38c4c4db0fe32f1802e03e268 v0.1.9
3bb12739c298aeb8a4eeaf626c5b8d85266b0e65 v2 v2.6.2
a6c7483a42ee9d5daced968f6c217562cd680f7f v2.0.0
20e085ccc73308c2c8e43ab8da4f8d7ecbb94d4e v2.0.1
d99959edae48b5ffffd7b00da66dcdb0a33a52ee v2.0.2
3198ee18f814cdf787321b4a32a26ddbf37acc52 v2.0.3
9d7c94cfd0a1f3ed45544c887983e9fa900f0564 v2.0.4
69320dbe05506a9a39fc8ae11030b214ec2d1f87 v2.0.5
a74c6b72af54cfa997e81df42d94703d6313a2d0 v2.0.6
fb2d03176f42a1f0dd433ca263f314051d3edd44 v2.0.7
c062e08bd532815e2082a85e87e3ef29c3e6d191 v2.0.8
e7a8f85e1c67a31e6ed99a94b41bd0b71bbee6b8 v2.0.9
01570a1f39cb168c169c802c3bceb9e93fb10974 v2.1.0
7b4da11513bf3f43f9999e90eabced41ab8bb048 v2.2.0
c95fe1489396fe8a9eb87c0abf8aa5b2ef267fda v2.2.1
da05d552573ad5aba039eaac05058a918a7bf631 v2.2.2
d5382d3e6f2fa7bd53cb749d33091853d4985daf v2.3.0
f3cad8bcbf209fe591aa1823e372c5d96b7fc800 v2.3.1
72f2c25fcb47643c292f7107632f7a47c1df5cd8 v2.3.2
6cbd405e2c4e67a21c47fa9e383d020e4e28b836 v2.3.3
62c96d0c4e8a889135c1f3a25910db8dbe0e85f7 v2.3.4
aec2ec56f94eb8180ceec724245f64ef008b89f5 v2.4.0
6da8fa9354ddfdc4aeace5fc48d7f679b5214090 v2.4.1
5be0e66d93ac7ed76da52eca8bb058f665c3a5fe v2.4.2
a06a81a03ee405af7f2048a818ed3f03bbf83c7b v2.5.0
71d29a04ae7c63895f38299d7a5e05d238f7f445 v2.5.1
b25b93d384199fc0fc8c2e126b2d937a0cbeb2ae v2.5.2
1853d73993c8ca1b2c9c1a7fede39682d0ab5c2a v2.5.3
26e8ad27a09a225049a7075d7ec1caa2df6ff332 v2.6.0
153bb8e04406b158c6c84fc1615b65b24149a1fe v2.6.1
b4309332981a82ec1c5618f44dd2e27cc8bfbfda v3 v3.0.0`,
  "step-security/harden-runner": `ac43fb3d7391d5fe5788f2170c6c2c255400f844 v0.1.0
7206db2ec98c5538323a6d70e51f965d55c11c87 v0.1.1
9bba600d5283565b3a64a4803023bb25fc309c6c v0.2.0
917f7d59f22e82a5ddcaef409923426fd7aa6327 v0.3.0
dea7bd51ad9ea3da09c16c60ecd5b9de22cb8e92 v0.4.0
2e205a28d0e1da00c5f53b161f4067b052c61f34 v1 v1.5.0
4f04fa9d0868ba0694e878f4e36cd7a158ec6c93 v1.0.0
99f91e655487198f8fad1b1984db68df32c15aea v1.0.1
dc71e894269c9d7314e1a161687b25f2b63b08d2 v1.0.2
50fa64266ccad6d5d09e10fe7cffde7c11034ed8 v1.0.3
5d41baafe75a618828923a25ddbe5a7201085cc9 v1.0.4
bb7f4132a6683afe78368c1ce7ec4cd5c132c993 v1.1.0
382b675393c2c83a457a44e9bf5b129ec6995f38 v1.2.0
14dc64f30986eaa2ad2dddcec073f5aab18e5a24 v1.3.0
bdb12b622a910dfdc99a31fdfe6f45a16bc287a4 v1.4.0
9b0655f430fba8c7001d4e38f8d4306db5c6e0ab v1.4.1
34cbc43f0b10c9dda284e663cf43c2ebaf83e956 v1.4.2
248ae51c2e8cc9622ecf50685c8bf7150c6e8813 v1.4.3
74b568e8591fbb3115c70f3436a0c6b0909a8504 v1.4.4
dd2c410b088af7c0dc8046f3ac9a8f4148492a95 v1.4.5
b09bb98e06d4d774595224525879c09bc6e98c40 v2 v2.20.1
ebacdc22ef6c2cfb85ee5ded8f2e640f4c776dd5 v2.0.0
18bf8ad2ca49c14cbb28b91346d626ccfb00c518 v2.1.0
446798f8213ac2e75931c1b0769676d927801858 v2.10.0
91182cccc01eb5e619899d80e4e971d6181294a7 v2.10.1
0080882f6c36860b6ba35c610c98ce87d4e2f26f v2.10.2
c95a14d0e5bab51a9f56296a4eb0e416910cd350 v2.10.3
cb605e52c26070c328afc4562f0b4ada7618a84e v2.10.4
4d991eb9b905ef189e4c376166672c3f2f230481 v2.11.0
c6295a65d1254861815972266d5933fd6e532bdf v2.11.1
0634a2670c59f64b4a01f0f96f84700a4088b9f0 v2.12.0
002fdce3c6a235733a90a27c80493a3241e56863 v2.12.1
6c439dc8bdf85cadbbce9ed30d1c7b959517bc49 v2.12.2
ec9f2d5744a09debf3a187a3f4f675c53b671911 v2.13.0
f4a75cfd619ee5ce8d5b864b0d183aff3c69b55a v2.13.1
95d9a5deda9de15063e7595e9719c11c38c90ae2 v2.13.2
df199fb7be9f65074067a9eb93f12bb4c5547cf2 v2.13.3
20cf305ff2072d973412fa9b1e3a4f227bda3c76 v2.14.0
e3f713f2d8f53843e71c69a996d56f51aa9adfb9 v2.14.1
5ef0c079ce82195b2a36a210272d6b661572d83e v2.14.2
a90bcbc6539c36a85cdfeb73f7e2f433735f215b v2.15.0
58077d3c7e43986b6b15fba718e8ea69e387dfcc v2.15.1
fa2e9d605c4eeb9fcad4c99c224cee0c6c7f3594 v2.16.0
fe104658747b27e96e4f7e80cd0a94068e53901d v2.16.1
f808768d1510423e83855289c910610ca9b43176 v2.17.0
6c3c2f2c1c457b00c10c4848d6f5491db3b629df v2.18.0
8d3c67de8e2fe68ef647c8db1e6a09f647780f40 v2.19.0
a5ad31d6a139d249332a2605b85202e8c0b78450 v2.19.1
9ca718d3bf646d6534007c269a635b3e54cadf99 v2.19.2
ab7a9404c0f3da075243ca237b5fac12c98deaa5 v2.19.3
9af89fc71515a100421586dfdb3dc9c984fbf411 v2.19.4
c8454efe5d0bdefd25384362fe217428ca277d57 v2.2.0
1f99358870fe1c846a3ccba386cc2b2246836776 v2.2.1
bf7454d06d71f1098171f2acdf0cd4708d7b5920 v2.20.0
03bee3930647ebbf994244c21ddbc0d4933aab4f v2.3.0
6b3083af2869dc3314a0257a42f4af696cc79ba3 v2.3.1
128a63446a954579617e875aaab7d2978154e969 v2.4.0
55d479fb1c5bcad5a4f9099a5d9f37c8857b2845 v2.4.1
cba0d00b1fc9a034e1e642ea0f1103c282990604 v2.5.0
8ca2b8b2ece13480cda6dacd3511b49857a23c09 v2.5.1
1b05615854632b887b69ae1be8cbefe72d3ae423 v2.6.0
eb238b55efaa70779f274895e782ed17c84f2895 v2.6.1
63c24ba6bd7ba022e95695ff85de572c04a18142 v2.7.0
a4aa98b93cab29d9b1101a6143fb8bce00e2eac4 v2.7.1
f086349bfa2bd1361f7909c78558e816508cdc10 v2.8.0
17d0e2bd7d51742c71671bd19fa12bdc9d40a3d6 v2.8.1
0d381219ddf674d61a7572ddd19d7941e271515c v2.9.0
5c7944e73c4c2a096b17a9cb74d65b6c2bbafbde v2.9.1`,
  "swatinem/rust-cache": `99970e092c062358402cdc4a2a5f4e7d07b38f5c v1.0.0
a4a1d8e7a62068f6210b419d94a9198cecfea0d9 v1.0.1
bd4d2a70178d22902962e75acbf900fef880594e v1.0.2
9c054053355e9f2e7af7e6e900988e0ecb7130d3 v1.1.0
a9bca6b5a60ce11e166697c7b09cfa308d92746a v1.2.0
842ef286fff290e445b90b4002cc9807c3669641 v1.3.0
cb2cf0cc7c5198d3364b9630e2c3d457f160790c v1.4.0
6323deb102c322ba6fcbdcafc7e3dddab59af2b6 v2 v2.9.2
6720f05bc48b77f96918929a9019fb2203ff71f8 v2.0.0
22c9328bcba27aa81a32b1bef27c7e3c78052531 v2.0.1
b5ec9edd911d3bf82c74038b0a28791e0aa24d6f v2.0.2
b894d59a8d236e2979b247b80dac8d053ab340dd v2.1.0
359a70e43a0bb8a13953b04a90f76428b4959bb6 v2.2.0
6fd3edff6979b79f87531400ad694fb7f2c84b1f v2.2.1
060bda31e0be4f453bb6ed2d7e5427b31734ad01 v2.3.0
988c164c3d0e93c4dbab36aaf5bbeb77425b2894 v2.4.0
2656b87321093db1cb55fbd73183d195214fdfd1 v2.5.0
dd05243424bd5c0e585e4b55eb2d7615cdd32f1f v2.5.1
b8a6852b4f997182bdea832df3f9e153038b5191 v2.6.0
578b235f6e5f613f7727f1c17bd3305b4d4d4e1f v2.6.1
e207df5d269b42b69c8bc5101da26f7d31feddb4 v2.6.2
a95ba195448af2da9b00fb742d14ffaaf3c21f43 v2.7.0
3cf7f8cc28d1b4e7d01e3783be10a97d55d483c8 v2.7.1
a22603398250b864f7190077025cf752307154dc v2.7.2
23bce251a8cd2ffc3c1075eaa2367cf899916d84 v2.7.3
82a92a6e8fbeee089604da2575dc567ae9ddeaab v2.7.5
720f7e45ccee46c12a7b1d7bed2ab733be9be5a1 v2.7.6
f0deed1e0edfc6a9be95417288c0e1099b1eeec3 v2.7.7
9d47c6ad4b02e050fd481d890b2ea34778fd09d6 v2.7.8
98c8021b550208e191a6a3145459bfc9fb29c4c0 v2.8.0
f13886b937689c021905a6b90929199931d60db1 v2.8.1
779680da715d629ac1d338a641029a2f4372abb5 v2.8.2
c676846f29d98ff6b0106d3608c7ffd4048af17b v2.9.0
c19371144df3bb44fab255c43d04cbc2ab54d1c4 v2.9.1`,
  "tj-actions/changed-files": `eef94236f6b9dec768f89dc72b9e0b64e13bb36e v1
f0751de6af436d4e79016e2041cf6400e0833653 v1.0.0
b915d091052b9d35e7c200d1da10cc6e2ec266e2 v1.0.1
62a9200adfe8200623dcd28ca74973e82baa954c v1.0.2
55a857d66a8e01f50a2a37d18239edde79b1668d v1.0.3
1af9ab38306a2fa478c9772eabab167444dbc755 v1.1.0
5e2a2f192377df7d67537b0e788e1b53e8a76f12 v1.1.1
81ad4b874479c31a00285815995079e20c6c2779 v1.1.2
8e7cc77ab9c1bffc233f2f3023d1b89ed44c9af5 v1.1.3
09a879748c548705ec26508c030b11aad9b5097a v1.2.0 v11.5
d9eb683b30e5b231c948331ad364b991fa8be544 v1.2.1
467d26c8b77612d9f7d20df5271edc207eae69a7 v1.2.2
30988915fa46789ba51cc1436c92488a52ac44ee v1.3.0
188487d180e816622215bd011cbaca666af41ed9 v1.3.1
b86b537e2b78397b630cfb1a8d0aec1e03379737 v10
1d34e69895b85e643b9b259d54f395f0d1e27c10 v10.1
3b638a970886ec84db14ad956bb4df9766bd7c50 v11 v11.9
040111b36775c1033b4703b77f9c5c203da18936 v11.1
2b51570d5f086eb07a1e527a182773b2045ec26b v11.2
902e60737927ccef3713faad3752d84f1153d7ac v11.3
b54a7ae7259d0729d0b582bac28b05462f16cd64 v11.4
aae164d51be780a235cdeea89752bbacbbfee3c3 v11.6
8dfe0ee3f4840f84a7947b5288b19d7a583755ae v11.7
b42f932be5b3fee4a990cb3e03478d5da2d4293b v11.8
019a09d36e5b592a6770a9a71ef1b3efd9a85d37 v12
f56e736bedd192c12951db94e83a440885d04eb1 v12.1
00f80efd45353091691a96565de08f4f50c685f8 v12.2 v2.0.1
f276697f3b86a1d897052524507c59f5e173ccd1 v13
2c85495a7bb72f2734cb5181e29b2ee5e08e61f7 v13.1
68bd279d40fb5bfc976429283b060c6ee426f63c v13.2
b59431bc7d44f9e8951a290fc7d48879f2ca1939 v14
be68c10267c4979ed30c9397041b052b2980f91f v14.1
88edda5361ed308226d6cb938eaa8b18182750f5 v14.2
a8ea7202c1c248d93235e87cc59e5b3a9881f558 v14.3
2a8a501ad614cd775a2c07537b555783496dc085 v14.4
fd2e9917c337ba7e2222d5aa9e32b27a57a71d14 v14.5
c0dba8199070f01fcea9cd3a4dc42b365f06bf8d v14.6
e44053b6a0e8e7df1aa50a171c46601c605f61bb v14.7
09441d38eaf8b76cbe2c42e256f46dfb432f63a4 v15
4b1f26aed507a21569666773e1c753dfe409d806 v15.1
4daffbaee17b34b8ae544990906277485819cc16 v16
933541631c41bad3fe20bdbd440ec68afa9a9518 v17
a53d74f700f2982646d538e66ce35cbfc8d4e826 v17.1
0bc7d4006fb085334217ec5d6e6c288daade2f59 v17.2
f5a8de7d36c5909d300d7fcc8d6340d2a56ab9d9 v17.3
ffd30e8dd820b89653c2298acf0447d29dbd0f16 v18
227e314ad84036340cab47e649d91b012275a53c v18.1
1f30bd2085b83668fb636f1a1f90744d8adbacca v18.2
081ee9cc54a7ded6c421c632f23a31dbbe34a5f3 v18.3
e35d0afdc1f0b01f84ec0f4cdf1b179325634b36 v18.4
72aab29255d4fd553ccf1c0fa3223dcc62a2fd84 v18.5
a2f1692a6f703b7a14e155ae404e6bb15538b763 v18.6
a59f800cbb60ed483623848e31be67659a2940f8 v18.7
a6d456f542692915c5289ea834fb89bc07c11208 v19
d26252004aa87df12f72411feec056907ecdbadc v19.1
07b38ce1a17c46f1d0eb1150c8a33f703d473262 v19.2
e55f7fb99e90111108bc24d3f14156b06ab6a12c v19.3
5eaa2d80dddfe7de6f7cc75fcaeb554851737685 v2
9c1a181e67797cd053d15062eda07b2b322bbbfe v2.0.0
e1d275d6d3255d6a586052675d3c5cef793edccf v2.1
581eef0495dd5b75a3dd93047ff9f0d42dc09370 v20
944a8b89098b24b0723ed9264888eb7fcffbbe9a v20.1
205450238e81d3da0e0ec2d776f58c12846fddfb v20.2
0edfedf16d9ff0903cbe599d474a022823ca8fb8 v21
3de1f9a283b61f308ee3045be4d301037657225a v22
bc1dc8f54db8eeeaae00ab92737ab34926b9ad8d v22.1
ae90a0b602c90d598c0c027a519493c1a069543e v22.2
fb1fe28aa9ff24afc553b37545437005a4cf2115 v23
34a865a2b221bd60ec0d4c071f5e7a66ffdac88a v23.1
b2ee165d6b42ab1740e1037eb93748aad96767c5 v23.2
6c44eb8294bb9c93d6118427f4ff8404b695e1d7 v24
bf6ddb7db66f9da5b2cffeb28b2b696aacb26e1c v24.1
36e65a11651994e93d6f1ef3afa781c3dcbb9780 v25
7394701157dae4adb4eaa75d8c99e9b2edff81fe v26
58ae566dc69a926834e4798bcfe0436ff97c0599 v26.1
5e56dcabdd4a97ea745791856930038be56d9b70 v27
602cf940579b9a2b2db0aafe835bfdb675fac12c v28
28ac6724247a133793509b5d165d58319b40a171 v28.0.0
f7a56405a89ea095c6230f10e7f1c49daab13b35 v29 v29.0.9
bec82ebb3493119ba317fcee8a0d1db09d39d1ac v29.0.0
18edda74753bbb7090ea030c1f80ef9610ebdff1 v29.0.1
82edb42dc4e3a5d5edf24cc3ae4b1f55c20cc220 v29.0.2
60f4aabced9b4718c75acef86d42ffb631c4403a v29.0.3
c41b7152594c4423f3787d26662239eb0ae027c0 v29.0.4
c5c9b6ff9e75d84d8b69cbf82bcfbf61672ef91e v29.0.5
6e12407521ea9b0d11a4b7ab09b40266bd39496a v29.0.6
602081b5d9327a7770b4c447a4ee8984ae44e72e v29.0.7
df4dacaa89cace34cd60d5e9580f041a041e5233 v29.0.8
e18ccae8fe477263087493451ea812d4d36faa4e v3
f917cc3459f79321da6af2a153cb91ce82a34aaf v3.0.0
a86b5608ded2e43fee87cbbde6394e0be7f46a41 v3.0.1
1980f551b48196e1d8aa48fbfd924cedde0d3e13 v3.0.2
fbfaba544e2ae235b2f88c936bcd5f8aa12419cc v3.1
8d5a33c6034b0991a3fe85b2e73012a689eadf92 v3.2
489e2d514f3a230d66dbf74efec7ceed7b171703 v3.3
402f3827f0f759df60b674e7f52a02d6f4a5af8b v30 v30.0.0
dd7c81416dd9ddc14c594f751cd92c661e13daee v31 v31.0.3
5184a750a66da08aba414ca223aef75c055956a5 v31.0.0
75af1a47c484c669beec6a1d00fc9d1d78179725 v31.0.1
528984a4f814905ea80ed2a3818afc97aef8b0de v31.0.2
1d6e210c970d01a876fbc6155212d068e79ca584 v32 v32.1.2
270645280afddc7e2cf3f4867089522c8f2f8f9a v32.0.0
7c640bd299646362775f9d02e156bc741f67453b v32.0.1
8de562e9316b23c4473ad852e5fd4f7f2bac7bc8 v32.1.0
8953e851a137075e59e84b5c15fbeb3617e82f15 v32.1.1
aa52cfcd81f1a00a6bf1241a8cad6adec4d80638 v33 v33.0.0
ce4b8e3cba2220de8132ac9721ff754efd6bb7d7 v34 v34.6.2
c4d29bf5b2769a725bcc9a723c498ba9c34c05b4 v34.0.0
9f289689bb8364780830da00b69507b88b5a2f07 v34.0.1
932dad31974f07bd23cab5870d45c6e5ad5c8b73 v34.0.2
cbfb0fda5afcfbf4ef0ef854bf0d8210abd0866f v34.0.3
71840771e95943b1ab0c8f8ae45aeb0a34458e2e v34.0.4
12633630aba2ab48ec2ad8a3344dd736d61a7b89 v34.0.5
b91acef304123e58fd6671ab267d6b5e2a7f2ef3 v34.1.0
d0e44775cd5572bb0ead1d7d2e399015644f7359 v34.1.1
6ba3c59bc6825f1ad375d92a9e70c6b275db0ddd v34.2.0
d2e030b6ed85ce2db7ac1a4afc574640df8bca26 v34.2.1
734bb168e38279dfc7aa2af5d5be3a1475427a99 v34.2.2
5f89dc7d6eefdcb7323e773671fd3461a7c2f050 v34.3.0
72d3bb8b336df0723f5c9e9d5875c61bf7bdfe9f v34.3.1 v34.3.2
991e8b3aae0ebbe0614b15b05d14ccb92affa24a v34.3.3
3dbb79f46716e706df6be563a268df44b264b545 v34.3.4
94e6fba8d802f0fa80db51937e8752e9c165ee26 v34.4.0
3ebdc42d8ba53fedc5bef0f16181249ac58446fa v34.4.1
ef0a29048c50f844e30fac9fef80956f9765aab8 v34.4.2
3996bc3fded83a011dbfc57f379fd31266770b3a v34.4.3
8a7336fb6f6bc00da867b745d3491de42ac0231b v34.4.4
8a4cc4fbd67975557b6d85dd302f5f9400b9c92e v34.5.0
baaf598b46c2d9eb97eb995c9f69d1967349155d v34.5.1
8356a01788b5a36aa0319e74183f3237e020feac v34.5.2
74dc2e8a7877b725678a2195226bd470f10c481b v34.5.3
3f1e44af6ca48144748dfc62a7a6fb22e4ca67f3 v34.5.4
4f64429e8be26fe81a594635b07ed829581ea847 v34.6.0
3b6c057cd82d1dafab565df2ba9fa489574a03b8 v34.6.1
039afcd1024c210363c9d3fc8fd07e1f3fcf2867 v35 v35.9.3
7e64030c44ffb4a2e8199e7e105943eb108db836 v35-sec v35.7.1-sec
110b9baa5fc65597d65c1d019c6d3aee16d00c53 v35.0.0
a2b1e5dbb92d21753cf198228fbf2d0a8557f117 v35.0.1
0626c3f94002c0a9d7491dd7fed7055bbdff6f92 v35.1.0
1d8a2f91371fd14ec6146c37cbae79526144fbe9 v35.1.1
7f33882a1271950f8592f96b77e694436bfee83b v35.1.2
392359fc8c85be1a8752e9ab6b1ad9e45158b4a9 v35.2.0
1d1287f9fafd92be283f99b781fb5f00f00dd471 v35.2.1
ea251d4d2f03a9c18841ae1b752f58b82dfb4d5e v35.3.0
c2296c1b044b4f5c97d310a6d31e95cbcb5583ec v35.3.1
7839ede089e483df865be448d6f3652f875005e0 v35.3.2
9a6dabf8d15381f97f1c770257a1a0db59c28a47 v35.4.0
487675b843e203b5c9a92a07f1ed763d046d7283 v35.4.1
0562b9f865df79542dfcd59cfbd14c9ac9a792d3 v35.4.2
0953088baa540166372190bec608cad1603a787d v35.4.3
57d9664f8e2aa45f26bcb59095f99aa47ae8e90d v35.4.4
db3ea27a0cf07135175be5efe7aaf84df6e0e6f0 v35.5.0
210cc839c24f532fe4fbf510b7b3314ca9a2b90b v35.5.1
7f2aa19bdcf4a00195671e368091a1e32a694ac5 v35.5.2
d5414fd30b0b7618c815fe7ebe5673720e081937 v35.5.3
74338865c1e73fee674ce5cfc5d28f4b9caa33bc v35.5.4
5a331a4999f9f21a3ef2a6459edee90393a8b92a v35.5.5
23e3c4300cb904a9d9c36fc2df4111a2fa9b9ff1 v35.5.6
3ee6abf6107ccc2d8ee538de7ff6b1fb644f5d60 v35.6.0
04124efe7560d15e11ea2ba96c0df2989f68f1f4 v35.6.1
5ce975c6021a0b11062c547acb6c26c96a34a8c5 v35.6.2
74b06cafc9658d2a91cc5ceb920fd6b5a5649051 v35.6.3
84ed30e2f4daf616144de7e0c1db59d5b33025e3 v35.6.4
bd376fbcfae914347656e4c70801e2a3fafed05b v35.7.0
1d1543af8cef13eb42c756e9425e2cc50e8030b0 v35.7.0-sec
4e680e146a8e1b530a912f0a1fdc2f0ace7d1bb7 v35.7.1
6e426e6495fa7ea3451f37ce3f1dac2a3f16f62c v35.7.10
61bf27253df806648581aaddd4a8ec394b968c80 v35.7.10-sec
79adacd43ea069e57037edc891ea8d33013bc3da v35.7.11
123dfd48407ae53e33a73e2ae9adf9d8ad8b14d6 v35.7.11-sec
b109d83a62e94cf7c522bf6c15cb25c175850b16 v35.7.12
2be7c3758f3e6e45ae5d27c133a3260c5b0fdd60 v35.7.12-sec
9328bab880abf4acc377d77718d28c6ac167f154 v35.7.2
cda290230383045a8887a250c2abf796bf1dc6da v35.7.3
ee137444f0b3b0855cb2fc7df807416ba2c3d311 v35.7.4
3a3ec498d8976e74f5dd829c413c1d446e738df7 v35.7.5
07f86bcdc42639264ec561c7f175fea5f532b6ce v35.7.6
08d9eb809753cbbaf6c8256285605312ce3987b9 v35.7.6-sec
db5dd7c176cf59a19ef6561bf1936f059dee4b74 v35.7.7
7795905b24e743c8c33cd5ba5cd256cc92c81f68 v35.7.7-sec
e9b5807e928fc8eea705c90da5524fd44b183ba1 v35.7.8
22bed7e94fbb176468579214290dfd84abc6ea86 v35.7.8-sec
5e2d64b30d51d557c5a29309ecbd5481a236ec77 v35.7.9
b94d96993dacb3158c51d22c3afae1f4059a71d2 v35.7.9-sec
7ecfc6730dff8072d1cc5215a24cc9478f55264d v35.8.0
21d7a75834ad73fed7fa33b39b73ebe6495ee4e1 v35.8.0-sec
ce810b29b28abf274afebdcd8fe47b8fba0f28bd v35.9.0
2e61fb6a48f5857e3a338b4cbf071e1164c060e9 v35.9.0-sec
4a0aac0d19aa2838c6741fdf95a5276390418dc2 v35.9.1
89daa3bca3cd1f2967097668c0e8b5f7dda4d57f v35.9.1-sec
b2d17f51244a144849c6b37a3a6791b98a51d86f v35.9.2
4fc4e9d28ecb58e0215483343f3dd2fd01178f42 v35.9.2-sec
8663bb8fc810b983a35585a2dd6a121c09d2590d v35.9.3-sec
54479c37f5eb47a43e595c6b71e1df2c112ce7f1 v36 v36.4.1
53c377a374b445ec2a61e343068807bf41f2c9a6 v36.0.0
1c2673b763ea086acd660dd4257c9be06eb77667 v36.0.1
3f7b5c900bdbf1b80a825e220413986227b3ff03 v36.0.10
17c3e9e98f47ef859502ba3e38be0b8a6a4bddd9 v36.0.11
5978e5a2df95ef20cde627d4acb5edd1f87ba46a v36.0.12
8c9ee56d0180a538ad5b6b8a208e4db974bad9c0 v36.0.13
9ecc6e7fe2e26945b52485ccd9bc4b44000f5af1 v36.0.14
5d2fcdb4cbef720a52f49fd05d8c7edd18a64758 v36.0.15
1aae16084af435f73c8cdfd742473028810c5f20 v36.0.16
b13786805affca18e536ed489687d3d8d1f05d21 v36.0.17
07e0177b72d3640efced741cae32f9861eee1367 v36.0.18
abef388dd913ce13a650bbf800eba73961657fb9 v36.0.2
25eaddf37ae893cec889065e9a60439c8af6f089 v36.0.3
c798a4ea57f0e0a9d2b5374853c9c479ebb435a2 v36.0.4
9ad1a5b96ab3e56cd2bb25ff90c6271e4e70eb71 v36.0.5
652648acb4f32660a94e245a2a51c6d0e56b2a1d v36.0.6
4e2535f2b330e70ff7055f7de4272653cfdbd555 v36.0.7
043929ee8fffa1dd1d619782a5a338cf39e76e23 v36.0.8
cf4fe8759a45edd76ed6215da3529d2dbd2a3c68 v36.0.9
fb20f4d24890fadc539505b1746d260504b213d0 v36.1.0
174a2a6360b54a2019877c254c4be78106efc94f v36.2.0
c9124514c375de5dbb9697afa6f2e36a236ee58c v36.2.1
9bf09145c3560e451e8d8e87b42ccb3fef5b692d v36.3.0
e1754a427f478b8778d349341b8f1d80f1f47f44 v36.4.0
a4cd522ee2e5d7999bb102867e6d806e59861c52 v36.4.2
2106eb4457dd2aba4d37c8cdd16acba5d18739b9 v37 v37.0.2
5817a9efb0d7cc34b917d8146ea10b9f32044968 v37.0.0
e5efec47f620e0fde64a1ad8f53bbf53d51a8c97 v37.0.1
ec1e14cf27f4585783f463070881b2c499349a8a v37.0.3
bb3376162b179308a79fc4450262a15a8e1d6888 v37.0.4
54849deb963ca9f24185fb5de2965e002d066e6b v37.0.5
87e23c4c79a603288642711155953c7da34b11ac v37.1.0
1f20fb83f05eabed6e12ba0329edac8b6ec8e207 v37.1.1
2a968ff601949c81b47d9c1fdb789b0d25ddeea2 v37.1.2
68b429ddc666ea0dba46309e1ee45e06bb408df8 v37.2.0
39283171cefdf491e0f0d6cf285b86b31eb6f3cd v37.3.0
de0eba32790fb9bf87471b32855a30fc8f9d5fc6 v37.4.0
920e7b9ae1d45913fc81f86c956fee89c77d2e5e v37.5.0
a96679dfee2a1e64b1db5a210c0ffaf1f2cb24ce v37.5.1
85c8b8252fc9893e00b3633a16670e53040e6d71 v37.5.2
87697c0dca7dd44e37a2b79a79489332556ff1f3 v37.6.0
a0585ff9904b77d046192a7846e59783d6ea287b v37.6.1
17f3fec1edef0c3916d59cbcee1585fcd457e456 v38 v38.0.0
1c26215f3fbd51eba03bc199e5cbabdfc3584ce3 v38.1.0
b7f1b7347fea1df67230801b66081fe3cba7dc69 v38.1.1
2f8b80270f04e421b28efb2abaccef4fce4815b6 v38.1.2
c860b5c47fa71f461da850094ef2f6e3d6514e44 v38.1.3
0fc9663aa70243d87319dbd32fd926344d18d38f v38.2.0
2f7246cb26e8bb6709b6cbfc1fec7febfe82e96a v38.2.1
1aee3621b1c10305ee778298fcf32324684e5448 v38.2.2
48566bbcc22ceb7c5809ebdd27377309f2c3de8c v39 v39.0.0
246636f5fa148b5ad8e65ca4c57b18af3123e5f6 v39.0.1
6ee9cdc5816333acda68e01cf12eedc619e28316 v39.0.2
76c4d81a6acd339b55bd7407a016981c853eb702 v39.0.3
8e79ba7ab9fee9984275219aeb2c8db47bcb8a2d v39.1.0
a21a533a0c244a27daac02f9dc6fcf8aeb996154 v39.1.1
41960309398d165631f08c5df47a11147e14712b v39.1.2
8238a4103220c636f2dad328ead8a7c8dbe316a3 v39.2.0
db153baf731265ad02cd490b07f470e2d55e3345 v39.2.1
408093d9ff9c134c33b974e0722ce06b9d6e8263 v39.2.2
95690f9ece77c1740f4a55b7f1de9023ed6b1f87 v39.2.3
fea790cb660e33aef4bdf07304e28fedd77dfa13 v39.2.4
c061ef1fa3d028267a34edff2d42a34c8d56ec53 v4
a05436ffa9505d25707f781260a99d01cebd0d13 v4.0.0
fb063fc7d459d8ee25f9b3ed48ec83bc5c51df72 v4.0.1
271468ecafc0c12c5f0ce364317a640a5668eba7 v4.0.2
0f16c26f3d5699a26be12446509c537ee964c1a8 v4.0.3
c2216f65fdd828a28c41d6c97d242ec39ed694f3 v4.0.4
3a35bdf667b36191faf1eea2b8c2cfbb8890bd25 v4.0.5
032f37fd241eeaf66ead8120552a3c6a157d1f22 v4.0.6
473984bd85c24f1fe61c0494d317cc7d490e1235 v4.0.7
e8ace0110cd60a2a0a729d52078ad6cec839dbb9 v4.1
271bbd60fedbc83dbb8cb00ce88bb4532d940e2f v4.2
fcb2ab8c32c2b66fdf94ab3deede353f8fe6f77c v4.3
300e935beb285fcda513be84333e8726d5a544fb v4.4
af292f1e845a0377b596972698a8598734eb2796 v40 v40.0.0
bfc49f4cff6934aa236c171f9bcbf1dd6b1ef438 v40.0.1
40526807ee1e208a1a8c1bbe6bd2d1b044ef6368 v40.0.2
18c8a4ecebe93d32ed8a88e1d0c098f5f68c221b v40.1.0
25ef3926d147cd02fc7e931c1ef50772bbb0d25d v40.1.1
da093c1609db0edd0a037ce9664e135f74bf30d9 v40.2.0
1c938490c880156b746568a518594309cfb3f66b v40.2.1
94549999469dbfa032becf298d95c87a14c34394 v40.2.2
56284d80811fb5963a972b438f2870f175e5b7c8 v40.2.3
716b1e13042866565e00e85fd4ec490e186c4a2f v41 v41.0.1
6e79d6e3dbe48946636c2939c80ff5c84ff7f9fe v41.0.0
8e0194b29bc4bb6dd2338b6b7b915c56c2df6f58 v41.1.0
62f4729b5df35e6e0e01265fa70a82ccaf196b4b v41.1.1
cbda684547adc8c052d50711417fa61b428a9f88 v41.1.2
ac21d93904fb48e7f76ce4bd2a4d197f67e34abe v42 v42.0.1
ae82ed4ae04587b665efad2f206578aa6f0e8539 v42.0.0
90a06d6ba9543371ab4df8eeca0be07ca6054959 v42.0.2
ec75ae5ab7296b81fd4cddb77294d6718932ebab v42.0.3
3f54ebb830831fc121d3263c1857cfbdc310cdb9 v42.0.4
800a2825992141ddde1a8bca8ad394cec34d3188 v42.0.5
d516645658aa4705b46600cdbf9e6d54f56b973f v42.0.6
7fc073d92265804a8d4e4982b637dee053daf6c5 v42.0.7
aa08304bd477b800d468db44fe10f6c61f7f7b11 v42.1.0
77af4bed286740ef1a6387dc4e4e4dec39f96054 v43 v43.0.0
20576b4b9ed46d41e2d45a2256e5e2316dde6834 v43.0.1
2d756ea4c53f7f6b397767d8723b3a10a9f35bf2 v44 v44.0.0
635f118699dd888d737c15018cd30aff2e0274f8 v44.0.1
e052d30e1c0bdf27cd806b01ca3b393f47b50c62 v44.1.0
4c5f5d698fbf2d763d5f13815ac7c2ccbef1ff7f v44.2.0
0874344d6ebbaa00a27da73276ae7162fadcaf69 v44.3.0
a29e8b565651ce417abb5db7164b4a2ad8b6155c v44.4.0
1754cd4b9e661d1f0eced3b33545a8d8b3bc46d8 v44.5.0
03334d095e2739fa9ac4034ec16f66d5d01e9eba v44.5.1
d6babd6899969df1a11d14c368283ea4436bca78 v44.5.2
eaf854ef0c266753e1abec356dcf17d92695b251 v44.5.3
cc3bbb0c526f8ee1d282f8c5f9f4e50745a5b457 v44.5.4
cc733854b1f224978ef800d29e4709d5ee2883e4 v44.5.5
6b2903bdce6310cfbddd87c418f253cf29b2dec9 v44.5.6
c65cd883420fd2eb864698a825fc4162dd94482c v44.5.7
48d8f15b2aaa3d255ca5af3eba4870f807ce6b3c v45 v45.0.2
40853de9f8ce2d6cfdc73c1b96f14e22ba44aec4 v45.0.0
e9772d140489982e0e3704fea5ee93d536f1e275 v45.0.1
c3a1bb2c992d77180ae65be6ae6c166cf40f857c v45.0.3
4edd678ac3f81e2dc578756871e4d00c19191daf v45.0.4
a284dc1814e3fd07f2e34267fc8f81227ed29fb8 v45.0.5 v45.0.6 v45.0.7 v45.0.8 v45.0.9
ed68ef82c095e0d48ec87eccea555d944a631a4c v46 v46.0.5
4cd184a1dd542b79cca1d4d7938e4154a6520ca7 v46.0.0
2f7c5bfce28377bc069a65ba478de0a74aa0ca32 v46.0.1
26a38635fc1173cc5820336ce97be6188d0de9f5 v46.0.2
823fcebdb31bb35fdf2229d9f769b400309430d0 v46.0.3
6cb76d07bee4c9772c6882c06c37837bf82a04d3 v46.0.4
24d32ffd492484c1d75e0c0b894501ddb9d30d62 v47 v47.0.0
e0021407031f5be11a464abee9a0776171c79891 v47.0.1
8cba46e29c11878d930bca7870bb54394d3e8b21 v47.0.2
28b28f6e4e9e3d997beb9dce86cfd8cf0ce7c7f6 v47.0.3
7dee1b0c1557f278e5c7dc244927139d78c0e22a v47.0.4
22103cc46bda19c2b464ffe86db46df6922fd323 v47.0.5
9426d40962ed5378910ee2e21d5f8c6fcbf2dd96 v47.0.6
0e956bb09e9b05df440a2459a041cdec3cc0cc0c v5
450eadf5a0462f8d0b5e99d07d4b6d8f7358420c v5.0.0
81f32e24026825ecfb7cb5d3951f91cfe788b0ad v5.1
7852058eeee10d857e59ce41f3cb465a70c96ae0 v5.2
e95bba87d2bd0b2bab4094abd9755a74f16703e6 v5.3
2ecd06deb6721d96fd1da0369fc6be39e974edba v6 v6.3
7c66aa285d3ec22f1b8442b9a498ebb76ca5f57b v6.1
5fe8e4d60450bbe483ca011b747c4a972a79ef07 v6.2
15b1769fc52da64fe168a41ccb01c48b27687149 v7
d290bdd91e68dcf1bafe3fa63280666077cbc61c v8
0754fdabe31b721683e1ffc719584df67ad24c87 v8.1
1e10ed49507767257514a643ca1baab24a5496af v8.2
d679de9200b28e963362cba99095dd8d9f23d446 v8.3
7bfa539f0d6ed4331d2899e7440a1946929829c1 v8.4
0fe67a1f15b48dcd40e7ea0dfdd4afc9418febf0 v8.5
0bd70b7aecded5f2eb1f0498c3692433f2453b37 v8.6
d825b1f7094e756ca34581aaab611003eaa23975 v8.7
8c6f276ea5961fa51474aaa203c6d06226acbaa8 v8.8
675ab58887b9ae58d77d4dcd2d5e58228ab5f185 v8.9
7abdbc94e90b9a9b002ad86d8d2a5f9472c3c75c v9
2c0d12b627191145ce31c2a098d8d37e93b35861 v9.1
75933dc40b241db3752ed4c9e2f24cb7cfff51f9 v9.2
2a771ad30d623c27165b3677688ebe3f17c49f65 v9.3`,
};
