import type { FileKind } from "./validate.ts";

/** A kind of file that can be judged, and how one is known. */
export interface KnownFile {
  readonly kind: FileKind;
  /** For people. */
  readonly name: string;
  /** Where such files stand, from a repository's root; with forward slashes. */
  readonly home: RegExp;
  /** Whether a text that stands elsewhere is of this kind. */
  readonly like: (text: string) => boolean;
}

/** Every kind; asked in this order. */
export const FILE_KINDS: readonly KnownFile[] = [
  {
    kind: "workflow",
    name: "GitHub Actions workflow",
    home: /^\.github\/workflows\/[^/]+\.ya?ml$/,
    like: (text) => /^(?:jobs|on|["']on["']|true)[ \t]*:/m.test(text),
  },
  {
    kind: "action",
    name: "GitHub action",
    home: /^(?:.*\/)?action\.ya?ml$/,
    like: (text) => /^runs[ \t]*:/m.test(text),
  },
  {
    kind: "dependabot",
    name: "Dependabot configuration",
    home: /^\.github\/dependabot\.ya?ml$/,
    like: (text) => /^updates[ \t]*:/m.test(text) && /^version[ \t]*:/m.test(text),
  },
  {
    kind: "gitlab",
    name: "GitLab CI configuration",
    home: /^(?:\.gitlab\/(?:.*\/)?)?[^/]*\.gitlab-ci\.ya?ml$/,
    // Its jobs have names of their own: elsewhere it is known by its stages and scripts.
    like: (text) =>
      /^stages[ \t]*:/m.test(text) && /^[ \t]+script[ \t]*:/m.test(text) && !/^(?:language|matrix)[ \t]*:/m.test(text),
  },
  {
    kind: "jenkins",
    name: "Jenkinsfile",
    home: /^(?:\.?(?:ci|jenkins)\/)?(?:Jenkinsfile(?:\.[^/]*)?|[^/]*\.jenkinsfile)$/i,
    // It is no YAML, and known by its name.
    like: () => false,
  },
];
