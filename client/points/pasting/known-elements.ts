// Elements that Lexical's reader takes for neither a line nor a part of one: it would leave out the blanks beside them,
// and their words would run together ("in <font>Paris</font> today"). What stands in a line goes on in it; what is a
// line of its own is one.
import { elementsIn, nameOf } from './elements.ts';

/** As Lexical knows them, with the parts of tables, which become lines, and what has no words. */
const known = new RegExp(
  `^(?:${[
    'a|abbr|acronym|b|cite|code|del|em|i|ins|kbd|label|mark|output|q|ruby|s|samp|span|strong|sub|sup|time|u|tt|var',
    'address|article|aside|blockquote|canvas|dd|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|li',
    'main|nav|noscript|ol|p|pre|section|ul|video',
    'table|caption|colgroup|col|thead|tbody|tfoot|tr|td|th',
    'br|img|style|script|meta|link',
  ].join('|')})$`,
);
const lines = /^(?:center|details|dialog|hgroup|legend|menu|optgroup|option|search|summary)$/;

/** Whether there were any others. */
export function knownElements(document: Document): boolean {
  const others = elementsIn(document.body, element => !known.test(nameOf(element)));
  for (const other of others) {
    const line = lines.test(nameOf(other)) ? document.createElement('div') : null;
    while (other.firstChild) (line ?? other.parentNode)?.insertBefore(other.firstChild, line ? null : other);
    if (line) other.parentNode?.replaceChild(line, other);
    else other.parentNode?.removeChild(other);
  }
  return others.length > 0;
}
