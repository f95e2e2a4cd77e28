/** A labelled cell of a form's box; an empty text is a line left for the pen. `wide`: a whole row of its own. */
export type Cell = { label: string; text: string; wide?: boolean | undefined }

/** Who signs a paper and how: by name, with a finger (指印), with a stamp (盖章). No names: lines left for the pen. */
export type SigningLine = { role: string; names: string[]; how: ('name' | 'finger' | 'stamp')[] }

/**
 * All that a paper is made of. One Typst file, one Word function and one screen draw these kinds; a paper frozen in an
 * event names nothing else, so a kind, once released, is never taken away. Papers made before 0.7.0 have the first three.
 */
export type PaperBlock =
  | { kind: 'field'; label: string; text: string }
  | { kind: 'paragraph'; text: string }
  /** Fixed wording stands on a paper by name and version: a version, once used, is never edited. */
  | { kind: 'wording'; piece: string; version: number }
  /** The paper's number, under its title at the right: （2026）石桥人调字第3号. */
  | { kind: 'number'; text: string }
  | { kind: 'heading'; text: string }
  /** A ruled box of labelled cells, as the printed forms have them; two cells a row unless one is wide. */
  | { kind: 'box'; caption: string | null; cells: Cell[] }
  /** Numbered terms: 一、二、三、. */
  | { kind: 'clauses'; items: string[] }
  | { kind: 'list'; label: string; items: string[] }
  /** `widths`: parts of the page's width, one a column. */
  | { kind: 'table'; head: string[]; widths: number[]; rows: string[][] }
  /** What was said, speaker by speaker (笔录); no speaker: a remark of the recorder. */
  | { kind: 'record'; lines: { who: string | null; text: string }[] }
  /** （以下无正文）: nothing can be written in above the signatures. */
  | { kind: 'end' }
  | { kind: 'sign'; lines: SigningLine[] }
  /** Where the unit's seal stands, and the paper's day (YYYY-MM-DD), null where the pen writes it. */
  | { kind: 'seal'; unit: string; on: string | null }
