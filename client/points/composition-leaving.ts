// Who reloads or closes the page while an input method composes keeps what it has composed so far: it goes into the
// words, as it does when the focus leaves. Knows nothing of how words are written.

/** `finish` is called while the page still lives, and before anybody asks whether all is saved. */
export function finishWhenLeft(host: HTMLElement, finish: () => void): () => void {
  const begin = (): void => addEventListener('beforeunload', finish, { capture: true });
  const end = (): void => removeEventListener('beforeunload', finish, { capture: true });
  host.addEventListener('compositionstart', begin);
  host.addEventListener('compositionend', end);
  return () => {
    end();
    host.removeEventListener('compositionstart', begin);
    host.removeEventListener('compositionend', end);
  };
}
