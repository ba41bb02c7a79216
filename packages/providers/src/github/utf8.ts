/** What bytes say as UTF-8; null where they are no such text: they would be read as letters that nobody wrote. */
export function utf8Of(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
