const words = (text: string): readonly string[] => text.split(" ");

/**
 * Keywords of GitLab CI.
 * Source: https://docs.gitlab.com/ci/yaml/
 */
export const GLOBAL_KEYS = words(
  "stages variables default workflow include image services before_script after_script cache types spec pages",
);

/** What a job may hold. */
export const JOB_KEYS = words(
  "script before_script after_script run stage image services variables cache artifacts dependencies needs extends rules only except when start_in manual_confirmation allow_failure environment release coverage retry parallel timeout tags trigger inherit interruptible resource_group secrets id_tokens identity hooks pages publish dast_configuration inputs",
);

/** What `default` may hold. */
export const DEFAULT_KEYS = words(
  "after_script artifacts before_script cache hooks id_tokens identity image interruptible retry services tags timeout",
);

/** Keys of mappings below keys of a job. */
export const INNER_KEYS: Readonly<Record<string, readonly string[]>> = {
  artifacts: words("paths exclude expire_in expose_as name public access reports untracked when"),
  cache: words("paths key untracked unprotect when policy fallback_keys"),
  environment: words("name url on_stop auto_stop_in action deployment_tier kubernetes"),
  image: words("name entrypoint pull_policy docker kubernetes"),
  services: words("name alias entrypoint command variables pull_policy docker kubernetes"),
  retry: words("max when exit_codes"),
  parallel: words("matrix"),
  allow_failure: words("exit_codes"),
  inherit: words("default variables"),
  hooks: words("pre_get_sources_script"),
  release: words("tag_name tag_message description name ref milestones released_at assets"),
  trigger: words("project branch strategy include forward inputs"),
  rules: words("if changes exists allow_failure needs variables when start_in interruptible"),
  needs: words("job artifacts optional parallel project ref pipeline"),
  only: words("refs variables changes kubernetes"),
  except: words("refs variables changes kubernetes"),
};

/** Keys of `workflow`. */
export const WORKFLOW_KEYS = words("name rules auto_cancel");
/** Keys of an entry of `include`. */
export const INCLUDE_KEYS = words("local project ref file remote template component inputs rules integrity cache");
/** When a job runs. */
export const JOB_WHEN = words("on_success on_failure always manual delayed never");
/** When artifacts and caches are kept. */
export const KEPT_WHEN = words("on_success on_failure always");
/** Names that no job may have. */
export const RESERVED_NAMES = words("true false nil");
/** Stages that are there where the file names none. */
export const DEFAULT_STAGES = words("build test deploy");
/** Stages that every pipeline has: before all others, and behind them. */
export const OUTER_STAGES = [".pre", ".post"] as const;
