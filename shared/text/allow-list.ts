// What a point's body may be made of: nodes and where they stand, their attributes, marks, links. One list, asked by
// the gate for every new item and by the client before it writes, so that honest editors are never refused.

type Check = (value: unknown) => boolean;

const whole =
  (least: number, most: number): Check =>
  value =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
const oneOf =
  (...allowed: readonly unknown[]): Check =>
  value =>
    allowed.includes(value);

const linkCharsMax = 2_000;
const titleCharsMax = 300;

/**
 * http, https and mailto, spelled plainly. Out is what a browser might read otherwise (blanks, control characters, no
 * scheme), or cannot read, and what shows other than where it leads: a user name, a letter that looks like a slash in
 * the host, letters that are not seen or turn the others round.
 */
export const isSafeUrl: Check = value =>
  typeof value === 'string' &&
  value.length <= linkCharsMax &&
  /^(?:https?:\/\/[^\s\\/?#@\u2044\u2215\u2571\u29f8]+(?:[/?#][^\s\\]*)?|mailto:[^\s\\:/?#@]+@[^\s\\/?#@]+(?:[/?#][^\s\\]*)?)$/i.test(
    value,
  ) &&
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

const block: Readonly<Record<string, Check>> = {
  __format: whole(0, 6),
  __indent: whole(0, 8),
  __dir: oneOf(null, 'ltr', 'rtl'),
  __textFormat: whole(0, 15),
  __textStyle: oneOf(''),
};
const lineParents = ['paragraph', 'quote', 'listitem'];

type Node = { readonly in: readonly string[]; readonly attributes: Readonly<Record<string, Check>> };

/** By node name; `#root` is the point itself, `#text` a run of characters. */
const nodes: Readonly<Record<string, Node>> = {
  paragraph: { in: ['#root'], attributes: block },
  quote: { in: ['#root'], attributes: block },
  list: {
    in: ['#root', 'listitem'],
    attributes: { ...block, __listType: oneOf('number', 'bullet'), __tag: oneOf('ol', 'ul'), __start: whole(1, 9_999) },
  },
  listitem: { in: ['list'], attributes: { ...block, __value: whole(1, 9_999), __checked: oneOf(undefined) } },
  link: {
    in: lineParents,
    attributes: {
      ...block,
      __url: isSafeUrl,
      __rel: oneOf('noreferrer', 'noopener', null),
      __target: oneOf('_blank', null),
      __title: value => value === null || (typeof value === 'string' && value.length <= titleCharsMax),
    },
  },
  linebreak: { in: [...lineParents, 'link'], attributes: {} },
  '#text': { in: [...lineParents, 'link'], attributes: {} },
};

const nodeOf = (name: string): Node | undefined => (Object.hasOwn(nodes, name) ? nodes[name] : undefined);

export const mayStandIn = (node: string, parent: string): boolean => nodeOf(node)?.in.includes(parent) ?? false;

export function mayHaveAttribute(node: string, key: string, value: unknown): boolean {
  const attributes = nodeOf(node)?.attributes ?? {};
  return Object.hasOwn(attributes, key) && (attributes[key]?.(value) ?? false);
}

/** Bold 1, italic 2, strike-through 4, underline 8. */
export const textFormatMax = 15;
const marks: Readonly<Record<string, Check>> = {
  __format: whole(0, textFormatMax),
  __style: oneOf(''),
  __mode: oneOf(0),
  __detail: whole(0, 3),
};

/** `p` carries a run's format, `i` keeps neighbouring runs apart; null ends either. */
export function mayMark(key: string, value: unknown): boolean {
  if (value === null) return key === 'p' || key === 'i';
  if (key === 'i') return whole(1, 10_000)(value);
  return (
    key === 'p' &&
    typeof value === 'object' &&
    Object.entries(value).every(([mark, set]) => Object.hasOwn(marks, mark) && marks[mark]?.(set))
  );
}
