// The few words that an import has to add itself, in the language that the document seems to be in.

type Language = 'ar' | 'uk' | 'ru' | 'fr' | 'en';

function languageOf(text: string): Language {
  const sample = text.slice(0, 5_000);
  if (/[\u0600-\u06ff]/.test(sample)) return 'ar';
  if (/[іїєґ]/i.test(sample)) return 'uk';
  if (/[а-я]/i.test(sample)) return 'ru';
  return /\b(les|des|une|aux|sont|dans)\b/i.test(sample) ? 'fr' : 'en';
}

const points: { readonly [L in Language]: string } = {
  ar: 'النقاط',
  uk: 'Пункти',
  ru: 'Пункты',
  fr: 'Points',
  en: 'Points',
};
const preamble: { readonly [L in Language]: string } = {
  ar: 'الديباجة',
  uk: 'Преамбула',
  ru: 'Преамбула',
  fr: 'Préambule',
  en: 'Preamble',
};

export const pointsWord = (text: string): string => points[languageOf(text)];
export const preambleWord = (text: string): string => preamble[languageOf(text)];
