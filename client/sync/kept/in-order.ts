// What came first, of letters that were written and keys that were held: a count, since the clock may be set meanwhile.
let last = 0;

export const nextInOrder = (): number => ++last;
