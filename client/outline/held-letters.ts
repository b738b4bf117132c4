// What is typed while nothing has the keyboard yet that it is meant for. Draws nothing; other keys keep their meaning.

/** Longer than an act takes; a connection that is lost meanwhile must not take the keyboard along. */
const heldMs = 3_000;

/** The result ends it, with what was typed. A press of the pointer ends it, too. */
export function holdLetters(): () => string {
  let letters = '';
  const stop = (): void => {
    removeEventListener('keydown', onKey, { capture: true });
    removeEventListener('pointerdown', stop, { capture: true });
    clearTimeout(timer);
  };
  const onKey = (event: KeyboardEvent): void => {
    const { key } = event;
    if (event.isComposing || event.metaKey || event.ctrlKey !== event.altKey) return; // both: AltGr
    if (key === 'Backspace') letters = [...letters].slice(0, -1).join('');
    else if (key === 'Enter')
      letters += event.repeat ? '' : ' '; // words stay apart
    else if ([...key].length === 1) letters += key;
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const timer = setTimeout(stop, heldMs);
  addEventListener('keydown', onKey, { capture: true }); // at the window: before all that listens on the page
  addEventListener('pointerdown', stop, { capture: true });
  return () => {
    stop();
    return letters;
  };
}
