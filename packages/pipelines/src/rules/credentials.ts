/** Names of variables that hold something nobody else may know. */
const SECRET_NAME =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|PSW|SECRET|SECRET_KEY|TOKEN|API_?KEY|PRIVATE_KEY|ACCESS_KEY)$/i;
/** What tokens of well-known services look like. */
const TOKEN =
  /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{40,}|glpat-[\w-]{20,}|gl(?:dt|rt|ptt)-[\w-]{20,}|(?:AKIA|ASIA)[A-Z0-9]{16}|xox[abprs]-[\w-]{20,}|npm_[A-Za-z0-9]{36}|sk_live_\w{20,})|-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/;
/** What stands where the real value is filled in later, or what is no value at all. */
const PLACEHOLDER =
  /^(?:|true|false|null|none|no|yes|\d{1,3}|x+|\*+|<.*>|(?:your|my|the)[-_ ].*|change[-_ ]?me.*|todo.*|dummy.*|example.*|test|password|secret|token)$/i;

/** Whether a variable holds a credential that everybody can read: by its name, or by what the value looks like. */
export function isPlainCredential(name: string, value: string): boolean {
  if (TOKEN.test(value)) return true;
  // A path (`secret/team/deploy`) or an address says where a credential is, not what it is.
  return (
    SECRET_NAME.test(name) &&
    !/[$%]|^[./~]|:\/\/|\s|^[a-z][a-z0-9_.-]*(?:\/[a-z0-9_.-]+)+$/.test(value) &&
    !PLACEHOLDER.test(value)
  );
}

/** Whether the name of a variable says that it holds a secret. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name);
}

/** Credentials that are known by their form alone, with what they are. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{60,})/g, "a token of GitHub"],
  [/\bgl(?:pat|dt|rt|ptt)-[\w-]{20,}/g, "a token of GitLab"],
  [/\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g, "an access key of AWS"],
  [/\bxox[abprs]-\d{9,}-[\w-]{15,}/g, "a token of Slack"],
  [/\bnpm_[A-Za-z0-9]{36}\b/g, "a token of npm"],
  [/\b[rs]k_live_[A-Za-z0-9]{20,}/g, "a key of Stripe"],
  [/-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s+[A-Za-z0-9+/=]{40,}/g, "a private key"],
];

const ANY_FORM = /gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt)-|AKIA|ASIA|xox[abprs]-|npm_|k_live_|PRIVATE KEY/;

/** Whether a text may hold a credential that `tokensIn` finds; asked once of a whole file, it spares the search. */
export function mayHoldToken(text: string): boolean {
  return ANY_FORM.test(text);
}

/** The credentials in a text, by offsets; what stands in documentation (`...EXAMPLE`, `xxxx`) is none. */
export function tokensIn(text: string): { readonly start: number; readonly end: number; readonly of: string }[] {
  return FORMS.flatMap(([form, of]) =>
    [...text.matchAll(form)].flatMap(({ 0: found, index }) =>
      /EXAMPLE|(.)\1{7}|1234567890|abcdefghij/i.test(found) ? [] : [{ start: index, end: index + found.length, of }],
    ),
  );
}

/** Whether a variable that is named after a secret holds what nobody would think up: long, mixed and without words. */
export function looksRandom(name: string, value: string): boolean {
  if (!isPlainCredential(name, value) || !/^[A-Za-z0-9+/=_-]{20,}$/.test(value)) return false;
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/].filter((kind) => kind.test(value)).length;
  return kinds === 3 && new Set(value).size >= 12 && !/[A-Za-z]{9}|EXAMPLE/.test(value);
}
