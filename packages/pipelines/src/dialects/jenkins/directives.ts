const words = (text: string): readonly string[] => text.split(" ");

/**
 * What may stand in each block of a declarative pipeline.
 * Source: https://www.jenkins.io/doc/book/pipeline/syntax/
 */
export const DIRECTIVES: Readonly<Record<string, readonly string[]>> = {
  pipeline: words("agent environment libraries options parameters post stages tools triggers"),
  stages: ["stage"],
  stage: words("agent environment failFast input matrix options parallel post stages steps tools when"),
  parallel: ["stage"],
  matrix: words("agent axes environment excludes input options post stages tools when"),
  axes: ["axis"],
  axis: words("name values notValues"),
  excludes: ["exclude"],
  exclude: ["axis"],
  post: words("aborted always changed cleanup failure fixed notBuilt regression success unstable unsuccessful"),
};

/** Sections that may be written several times in their block. */
export const REPEATED = words("stage axis exclude");
/** What a stage does: exactly one of these. */
export const STAGE_BODIES = words("steps stages parallel matrix");

/** Names that plugins can add to; these come with Jenkins or with plugins that nearly everybody has. */
export const EXTENSIBLE: Readonly<Record<string, readonly string[]>> = {
  agent: words("any docker dockerfile kubernetes label node none"),
  when: words(
    "allOf anyOf beforeAgent beforeInput beforeOptions branch buildingTag changeRequest changelog changeset environment equals expression isRestartedRun not tag triggeredBy",
  ),
  options: words(
    "ansiColor authorizationMatrix buildDiscarder checkoutToSubdirectory copyArtifactPermission disableConcurrentBuilds disableRestartFromStage disableResume durabilityHint gitLabConnection githubProjectProperty gitlabBuilds gitlabCommitStatus lock newContainerPerStage overrideIndexTriggers parallelsAlwaysFailFast preserveStashes quietPeriod rateLimitBuilds retry skipDefaultCheckout skipStagesAfterUnstable throttle throttleJobProperty timeout timestamps withAWS withCredentials",
  ),
  triggers: words(
    "GenericTrigger bitbucketPush cron eventTrigger githubPullRequests githubPush gitlab issueCommentTrigger parameterizedCron pollSCM snapshotDependencies upstream",
  ),
  parameters: words(
    "activeChoice base64File booleanParam choice credentials extendedChoice file gitParameter password run separator stashedFile string text validatingString",
  ),
  tools: words("ant dockerTool git go gradle groovy jdk jfrog maven nodejs sonarQube terraform"),
};
/** Conditions that hold others. */
export const NESTED_CONDITIONS = words("allOf anyOf not");
