// How wide the window is, in the three kinds that the page is laid out for.
import { useSyncExternalStore } from 'react';

export type Width = 'phone' | 'middle' | 'wide';

const phone = matchMedia('(max-width: 699px)');
const wide = matchMedia('(min-width: 1100px)');

const read = (): Width => (phone.matches ? 'phone' : wide.matches ? 'wide' : 'middle');

function subscribe(listener: () => void): () => void {
  phone.addEventListener('change', listener);
  wide.addEventListener('change', listener);
  return () => {
    phone.removeEventListener('change', listener);
    wide.removeEventListener('change', listener);
  };
}

export const useWidth = (): Width => useSyncExternalStore(subscribe, read);
