import type { Story } from './story.ts';

/** The ids that matter in the state that a preset leaves. */
export type PresetIds = Readonly<Record<string, string>>;

/** A situation that is made by telling how it came about. */
export interface Preset {
  /** What requests call it. */
  name: string;
  /** What people call it. */
  title: string;
  /** What is there when it is done. */
  description: string;
  /** Whether webhook endpoints hear of the story, unless a request says otherwise. */
  isTold: boolean;
  /** When the story begins, for it to end at an instant. */
  begins(end: string): string;
  /** Tells the story, from its beginning; the clock is moved to its end afterwards. */
  play(story: Story): Promise<PresetIds>;
}
