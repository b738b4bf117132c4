// Puts words that were typed elsewhere into a field, as if they had been typed there. Nothing else takes them.

export function putIntoField(field: Element | null, words: string): void {
  if (words === '' || !takesText(field)) return;
  const [from, to] = [field.selectionStart ?? field.value.length, field.selectionEnd ?? field.value.length];
  const isOneLine = field instanceof HTMLInputElement;
  field.setRangeText(isOneLine ? words.replace(/\s*\n\s*/g, ' ') : words, from, to, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: words }));
}

const takesText = (field: Element | null): field is HTMLInputElement | HTMLTextAreaElement =>
  field instanceof HTMLTextAreaElement ||
  (field instanceof HTMLInputElement && /^(?:text|search|url|tel|password)$/.test(field.type));
