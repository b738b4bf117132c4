// Light or dark: as the system says, unless this browser's reader chose.
import { z } from 'zod';

const Theme = z.enum(['light', 'dark']);
export type Theme = z.infer<typeof Theme>;
const key = 'nonpaper theme';

export function applyStoredTheme(): void {
  const stored = Theme.safeParse(localStorage.getItem(key)).data;
  if (stored) document.documentElement.dataset['theme'] = stored;
}

export function currentTheme(): Theme {
  const chosen = Theme.safeParse(document.documentElement.dataset['theme']).data;
  return chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

export function chooseTheme(theme: Theme): void {
  localStorage.setItem(key, theme);
  document.documentElement.dataset['theme'] = theme;
}
