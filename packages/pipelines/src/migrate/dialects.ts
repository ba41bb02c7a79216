import { APPVEYOR } from "../dialects/appveyor/appveyor.ts";
import { AZURE } from "../dialects/azure/azure.ts";
import { CIRCLECI } from "../dialects/circleci/circleci.ts";
import { GITLAB } from "../dialects/gitlab/gitlab.ts";
import { JENKINS } from "../dialects/jenkins/jenkins.ts";
import { TRAVIS } from "../dialects/travis/travis.ts";
import type { Dialect } from "./dialect.ts";

/** Every CI system that is read in. */
export const REGISTERED: readonly Dialect[] = [TRAVIS, CIRCLECI, APPVEYOR, AZURE, GITLAB, JENKINS];

/** Rules that hold for every dialect. */
export const COMMON_RULES: Readonly<Record<string, string>> = {
  "common/alias": "An alias or a merge is written out: what it refers to stands in its place.",
  "common/duplicate-key": "Of keys that are written twice the last one counts; the others stay as a comment.",
  "common/unused": "Nothing in the file makes use of it; it stays as a comment.",
};
