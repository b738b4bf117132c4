// What may stand on the letters and ends of lines of a point's flow. One list, asked by the gate for every new item and
// by the client before it writes, so that honest editors are never refused.

type Check = (value: unknown) => boolean;

const whole =
  (least: number, most: number): Check =>
  value =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  value =>
    allowed.includes(value);

/** UTF-16 units of a link's address: what browsers and mail programs are sure to take. */
export const linkCharsMax = 2_000;
/** Of list items, from 0. */
export const listLevelMax = 7;
/** Of paragraphs and quotes. */
export const indentMax = 8;

/** A host's name has 253 letters at most, and a port: to read a longer one takes the square of its length. */
const addresses = [
  /^https?:\/\/[^\s\\/?#@\u2044\u2215\u2571\u29f8]{1,260}(?:[/?#][^\s\\]*)?$/i,
  /^mailto:[^\s\\:/?#@]+@[^\s\\/?#@]+(?:[/?#][^\s\\]*)?$/i,
];

/**
 * http, https and mailto, spelled plainly. Out is what a browser might read otherwise (blanks, control characters, no
 * scheme), or cannot read, and what shows other than where it leads: a user name, a letter that looks like a slash in
 * the host, letters that are not seen or turn the others round.
 */
export const isSafeUrl: Check = value =>
  typeof value === 'string' &&
  value.length <= linkCharsMax &&
  value.isWellFormed() &&
  addresses.some(address => address.test(value)) &&
  !hasControls(value) &&
  !/\p{Default_Ignorable_Code_Point}/u.test(value) &&
  canBeRead(value);

/** Browsers and Node read addresses alike; shared code is built for neither, so that it is named here. */
declare const URL: new (url: string) => { readonly host: string };
function canBeRead(url: string): boolean {
  try {
    return new URL(url).host !== '' || /^mailto:/i.test(url);
  } catch {
    return false;
  }
}

const hasControls = (text: string): boolean => {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x20 || text.charCodeAt(i) === 0x7f) return true;
  return false;
};

/**
 * A point's root holds one text, its flow, which the server makes (flow.ts). All else that may be written is on its
 * letters.
 */
const attributes: Readonly<Record<string, Check>> = {
  bold: oneOf(true),
  italic: oneOf(true),
  strike: oneOf(true),
  underline: oneOf(true),
  link: isSafeUrl,
  line: oneOf('quote', 'bullet', 'number'),
  level: whole(1, listLevelMax),
  start: whole(1, 9_999),
  align: whole(1, 6),
  indent: whole(1, indentMax),
};

/** Null takes a mark away. */
export const mayMark = (key: string, value: unknown): boolean =>
  Object.hasOwn(attributes, key) && (value === null || (attributes[key]?.(value) ?? false));
