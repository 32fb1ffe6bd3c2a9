/** What a label of Unicode's becomes as a name that people type. */

/** Articles that a label may begin with. */
const ARTICLES: Readonly<Record<string, RegExp>> = {
  de: /^(der|die|das|ein|eine) /,
  fr: /^(le |la |les |un |une |des |l[’'])/,
  es: /^(el|la|los|las|un|una) /,
  pt: /^(o|a|os|as|um|uma) /,
  it: /^(il |lo |la |i |gli |le |un |uno |una |l[’']|un[’'])/,
};

/**
 * Lower case, without the article, with one of what is said in brackets: “Polizist(in)” gives “polizist”, then
 * “polizistin”; “IT-Experte/IT-Expertin” two names; “informaticien (tous genres)” one.
 */
export function namesOf(label: string, language: string): string[] {
  const forms = /^[^ ]+\/[^ ]+$/.test(label) ? label.split('/') : [label];
  const names = forms.flatMap((form) => {
    const feminine = /^(.*\p{L})\((\p{L}+)\)(.*)$/u.exec(form);
    return feminine
      ? [`${feminine[1]}${feminine[3]}`, `${feminine[1]}${feminine[2]}${feminine[3]}`]
      : [form.replace(/\s*[（(].*?[)）]/gu, '')];
  });
  return names.map((name) => plain(name, language)).filter((name) => name !== '');
}

function plain(name: string, language: string): string {
  const words = name.normalize('NFC').toLowerCase();
  const spoken = words.replace(/[:：,;“”„«»"!?！？…|\t]+/gu, ' ').replace(/\s+/gu, ' ');
  return spoken.trim().replace(ARTICLES[language] ?? /^$/, '');
}
