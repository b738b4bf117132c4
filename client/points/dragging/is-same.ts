// Whether two texts have the same letters. Browsers and Lexical set the lines of a text apart in different ways. Pure.

export const isSame = (a: string, b: string): boolean => a.replace(/\s/g, '') === b.replace(/\s/g, '');
