// Holds back a value that changes often, for what is costly to draw and not urgent. The last value always arrives.
import { useEffect, useRef, useState } from 'react';

/** The value as it stood at most `ms` ago. */
export function useOncePer<T>(ms: number, value: T): T {
  const [shown, show] = useState(value);
  const latest = useRef(value);
  latest.current = value;
  const timer = useRef(0);
  useEffect(() => {
    if (value === shown || timer.current !== 0) return;
    timer.current = window.setTimeout(() => {
      timer.current = 0;
      show(latest.current);
    }, ms);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return shown;
}
