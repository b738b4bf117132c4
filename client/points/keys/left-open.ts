// The point whose words somebody left while they could edit them, for a form or another window. The keyboard may come
// back there when they are locked: what is typed then was meant for them (rule E17). Changes no words.

let left: string | null = null;

/** While the words of a point can be edited. Returns how to stop. */
export function followLeaving(body: HTMLElement, point: string): () => void {
  const leave = (): void => {
    left = point;
  };
  body.addEventListener('blur', leave);
  body.addEventListener('focus', forgetLeft);
  return () => {
    body.removeEventListener('blur', leave);
    body.removeEventListener('focus', forgetLeft);
  };
}

export const wasLeftOpen = (point: string): boolean => left === point;

export function forgetLeft(): void {
  left = null;
}
