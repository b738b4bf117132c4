// How a line announces its place: "1.", "(a)", "Article 5", "Стаття 2", "المادة ٣", "IV.", "•". Says what the marker
// is, not what it means for the outline. Patterns are anchored and without nested repetition, so that no line takes
// long.

export type Marker = {
  /** `part` heads a group of points whatever else stands there; `article` is a point, or groups numbered ones. */
  readonly kind: 'part' | 'article' | 'decimal' | 'dotted' | 'letter' | 'roman' | 'bullet';
  /** Null where it bears none. */
  readonly number: number | null;
  /** Characters of the line that it takes. */
  readonly length: number;
  /** As written before the number, so that "1." and "1)" are told apart. */
  readonly style: string;
};

const partWords =
  'annex|annexe|appendix|part|partie|chapter|chapitre|titre|title|приложение|додаток|часть|частина|глава|раздел|розділ|ملحق|الملحق|الفصل|الباب|القسم';
const articleWords = 'article|art\\.|clause|section|point|статья|стаття|пункт|п\\.|المادة|البند|النقطة|§';
const worded = new RegExp(
  `^(?:(${partWords})|(${articleWords}))\\s*(?:(?:№|no\\.?|n°)\\s*)?([\\d٠-٩]{1,4}|[ivxlc]{1,7}|[a-zа-я]|\\p{L}{3,10})?(?:\\s*[.:)]|\\s+[–—-])?(?:\\s+|$)`,
  'iu',
);
const ordinals: { readonly [word: string]: number } = {
  premier: 1,
  première: 1,
  one: 1,
  first: 1,
  الأولى: 1,
  الأول: 1,
  الثانية: 2,
  الثاني: 2,
  الثالثة: 3,
  الثالث: 3,
  الرابعة: 4,
  الرابع: 4,
  الخامسة: 5,
  первая: 1,
  вторая: 2,
  третья: 3,
  перша: 1,
  друга: 2,
  третя: 3,
};

export function markerOf(line: string): Marker | null {
  return wordedMarker(line) ?? numberedMarker(line);
}

function wordedMarker(line: string): Marker | null {
  const found = worded.exec(line);
  if (!found) return null;
  const [whole, part, article = '', counted = ''] = found;
  const number = counted === '' ? null : (numberIn(counted) ?? ordinals[counted.toLowerCase()] ?? null);
  // "Section headings are …", "Point of contact": a word, not a marker.
  if (number === null && !(counted.length === 1) && whole.trim() !== line.trim()) return null;
  if (number === null && counted.length > 1) return null;
  return { kind: part ? 'part' : 'article', number, length: whole.length, style: (part ?? article).toLowerCase() };
}

function numberedMarker(line: string): Marker | null {
  const dotted = /^(?:[\d٠-٩]{1,3}\.){1,4}[\d٠-٩]{1,3}[.)]?\s+/.exec(line);
  if (dotted) return { kind: 'dotted', number: null, length: dotted[0].length, style: '1.1' };
  const decimal = /^(\(?)([\d٠-٩]{1,5})(\.|\)|\s?[–—-](?=\s))\s*(?=\S|$)/.exec(line);
  // "1.5 million" begins with no marker.
  if (decimal && (/\s$/.test(decimal[0]) || !/^[\d٠-٩]/.test(line.slice(decimal[0].length))))
    return {
      kind: 'decimal',
      number: numberIn(decimal[2] ?? ''),
      length: decimal[0].length,
      style: `${decimal[1]}1${decimal[3]?.trim()}`,
    };
  const roman = /^(\(?)([IVXLC]{1,7})([.)]|\s[–—-](?=\s))\s+/.exec(line);
  if (roman?.[2] && romanIn(roman[2]) !== null)
    return {
      kind: 'roman',
      number: romanIn(roman[2]),
      length: roman[0].length,
      style: `${roman[1]}I${roman[3]?.trim()}`,
    };
  const letter = /^\(?([a-zа-яєіїґأ-ي]|[ivx]{2,4})\)\s+/iu.exec(line);
  if (letter) return { kind: 'letter', number: null, length: letter[0].length, style: 'a)' };
  const bullet = /^[-–—•*·●▪‣]\s+/.exec(line);
  return bullet && { kind: 'bullet', number: null, length: bullet[0].length, style: '-' };
}

/** European or Arabic-Indic digits, or a roman number. */
function numberIn(written: string): number | null {
  const digits = written.replace(/[٠-٩]/g, digit => String(digit.charCodeAt(0) - 0x660));
  return /^\d+$/.test(digits) ? Number(digits) : romanIn(written.toUpperCase());
}

const romanDigits: { readonly [digit: string]: number } = { I: 1, V: 5, X: 10, L: 50, C: 100 };

/** Null where it is no number that anybody would write so. */
function romanIn(written: string): number | null {
  const values = [...written].map(digit => romanDigits[digit] ?? 0);
  if (values.length === 0 || values.includes(0)) return null;
  const number = values.reduce((sum, value, i) => sum + (value < (values[i + 1] ?? 0) ? -value : value), 0);
  return toRoman(number) === written ? number : null;
}

export function toRoman(number: number): string {
  const steps: readonly [number, string][] = [
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let [left, roman] = [number, ''];
  for (const [value, digits] of steps)
    while (left >= value) {
      roman += digits;
      left -= value;
    }
  return roman;
}
