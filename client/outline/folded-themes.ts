// Which themes of a draft this member has folded in the outline, remembered in this browser.
import { useState } from 'react';
import { z } from 'zod';
import { browserStores } from '../local/browser-stores.ts';
import { useSession } from '../session/use-session.tsx';

const Folded = z.array(z.string());

export type FoldedThemes = { readonly has: (theme: string) => boolean; readonly toggle: (theme: string) => void };

export function useFoldedThemes(): FoldedThemes {
  const { draft, member } = useSession().seat;
  const key = `nonpaper/folded/${draft}/${member}`;
  const [folded, setFolded] = useState<readonly string[]>(() => browserStores.read(key, Folded) ?? []);
  return {
    has: theme => folded.includes(theme),
    toggle: theme => {
      const next = folded.includes(theme) ? folded.filter(each => each !== theme) : [...folded, theme];
      browserStores.write(key, next.length === 0 ? null : next);
      setFolded(next);
    },
  };
}
