// What stands between somebody's words and what is said of them: a comma, unless the words end with their own end mark.

export const commaAfter = (words: string): string => (/[.!?…]["”’)]*$/.test(words.trimEnd()) ? '' : ',');
