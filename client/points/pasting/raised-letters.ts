// Raised and lowered digits of what is pasted: a point has no such form, so that they become the characters that
// Unicode has for them. "10²" must not read "102". Letters that have none stay on the line.
import { elementsIn, nameOf } from './elements.ts';

const plain = '0123456789+-=()';
const raised = [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾'];
const lowered = [...'₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎'];

/** `put-down`: some of them stand on the line now. */
export function raiseLetters(body: Element): 'none' | 'raised' | 'put-down' {
  let done: 'none' | 'raised' | 'put-down' = 'none';
  for (const element of elementsIn(body, each => formOf(each) !== null)) {
    const words = (element.textContent ?? '').trim();
    if (words === '') continue;
    const to = formOf(element) === 'sub' ? lowered : raised;
    const isKnown = [...words].every(letter => plain.includes(letter));
    if (isKnown) replaceIn(element, letter => to[plain.indexOf(letter)] ?? letter);
    if (!isKnown && /\d/.test(words)) done = 'put-down';
    else if (isKnown && done === 'none') done = 'raised';
  }
  return done;
}

/** Links and marks in it stay. */
function replaceIn(node: Node, of: (letter: string) => string): void {
  for (const child of Array.from(node.childNodes)) {
    if (child.nodeType !== 3) replaceIn(child, of);
    else {
      const words = [...(child.nodeValue ?? '')].map(of).join('');
      const text = node.ownerDocument?.createTextNode(words);
      if (text) node.replaceChild(text, child);
    }
  }
}

function formOf(element: Element): 'sub' | 'super' | null {
  const name = nameOf(element);
  if (name === 'sub' || name === 'sup') return name === 'sub' ? 'sub' : 'super';
  const style = /vertical-align\s*:\s*(sub|super)\b/i.exec(element.getAttribute('style') ?? '')?.[1]?.toLowerCase();
  return style === 'sub' || style === 'super' ? style : null;
}
