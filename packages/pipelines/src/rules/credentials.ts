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
