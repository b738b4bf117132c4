// Where a thing stands on the screen. A thing that is drawn anew has no box for a moment: it is asked for again.
import type { Locator } from '@playwright/test';
import { expect } from './story.ts';

export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export async function boxOf(thing: Locator): Promise<Box> {
  let box: Box | null = null;
  await expect.poll(async () => (box = await thing.boundingBox())).not.toBeNull();
  return box ?? boxOf(thing);
}
