// Light or dark: as the system says, unless this browser's reader chose.
import { z } from 'zod';

const Theme = z.enum(['light', 'dark']);
export type Theme = z.infer<typeof Theme>;
const key = 'nonpaper theme';
const system = matchMedia('(prefers-color-scheme: dark)');

export function applyStoredTheme(): void {
  const stored = Theme.safeParse(localStorage.getItem(key)).data;
  if (stored) document.documentElement.dataset['theme'] = stored;
}

export function currentTheme(): Theme {
  const chosen = Theme.safeParse(document.documentElement.dataset['theme']).data;
  return chosen ?? (system.matches ? 'dark' : 'light');
}

const listeners = new Set<() => void>();

/** It changes as the system's does, and as somebody chooses. */
export function subscribeTheme(listener: () => void): () => void {
  listeners.add(listener);
  system.addEventListener('change', listener);
  return () => {
    listeners.delete(listener);
    system.removeEventListener('change', listener);
  };
}

export function chooseTheme(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // full, or closed to us: it lasts as long as the page
  }
  document.documentElement.dataset['theme'] = theme;
  for (const listener of listeners) listener();
}
