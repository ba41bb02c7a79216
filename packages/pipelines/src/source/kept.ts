/**
 * The function, with what it made of the last texts kept: files are full of the same references, expressions and
 * scripts, and a rule asks what another has asked before. Only for functions whose result nobody changes.
 * @param most how many results are kept; when there are more, all are forgotten
 * @param longest of longer texts (UTF-16 units) nothing is kept
 */
export function kept<T>(make: (text: string) => T, most = 500, longest = 300): (text: string) => T {
  const results = new Map<string, { readonly value: T }>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known.value;
    if (text.length > longest) return make(text);
    // A part of a text keeps all of it alive: 300 references had held 300 files of a megabyte.
    const own = Buffer.from(text, "utf16le").toString("utf16le");
    const value = make(own);
    if (results.size >= most) results.clear();
    results.set(own, { value });
    return value;
  };
}
