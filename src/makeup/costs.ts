/**
 * Every cost term and threshold of make-up, with its reason; tests/makeup/costs.test.ts fails if one is removed.
 *
 * Two searches minimise sums of these terms, each in its own unit: filling a rectangle of columns (`column`,
 * `filling` and `float`; a line of picture crop is 1) and planning a page (`page`; an empty line in one column is 10).
 * The terms that galley/ puts on breaks between pieces, such as 60 for an orphan, are in the unit of filling.
 */
export const costs = {
  /**
   * Faults of a column. Each term outweighs what the ones before it add up to in practice, so that slack goes to the
   * crops of pictures first, then to the space above crossheads, and last to the foot (齐底).
   */
  column: {
    /** A line by which a picture differs from its natural height: no reader sees the crop. */
    flexedLine: 1,
    /** An empty line at the foot of an article's last column, up to the allowance (CLREQ: it may be short). */
    lastColumnLine: 10,
    /** A line of space added above a crosshead: seen, but still the crosshead's own space. */
    whiteLine: 20,
    /** A hole of n lines at any other foot costs n² times this: two small holes leave feet more level than one large. */
    holeLine: 100,
    /** A forbidden break: more than all other faults together, so that it is the last resort. */
    forbiddenBreak: 1e9,
  },

  filling: {
    /** A line more of height than the lowest: above all that crops or a short last column cost, below a hole. */
    heightLine: 25,
    /** A picture that waits for the next page: worse than a hole of two lines, better than one of three. */
    waitingFloat: 500,
  },

  /** Where a float is placed. All terms are below a hole of one line, so that full columns come first. */
  float: {
    /** A column to its right, in one or two columns: there a picture belongs to the upper right. */
    leftColumn: 8,
    /** A column between the float and its text, in three columns and more. */
    distance: 6,
    /** The same in two columns, where the other column is never far. */
    nearDistance: 2,
    /** A column more than the narrowest width: wider only if that spares a worse fault. */
    widerSpan: 30,
    /** Another float directly above or below, at the same edge: the two read as one picture. */
    stack: 80,
    /** Another float at the other edge of the same column: a page looks better with its pictures spread. */
    sharedColumn: 20,
    /** Another float beside it at the same edge: the two read as a group. */
    sideBySide: 20,
    /** A float to the left of one that was written before it. */
    inversion: 10,
    /** Text of fewer than `thresholds.thinTextLines` beside a float: it reads as a leftover. */
    thinText: 60,
  },

  page: {
    /** A line left empty in one column at the foot of a cell. */
    hole: 10,
    /** The same if pictures or the white space around a headline can absorb it. */
    slack: 3,
    /** A story wider than requested, because nothing would be beside it. */
    unrequestedSpan: 60,
    /** A band more: stories of like height belong side by side. */
    band: 12,
    /** A line by which text is shorter than its headline's width demands. */
    shallowLine: 6,
    /** A line by which a story is taller than `thresholds.towerLines`. */
    towerLine: 4,
    /** A story that waits for the next page. */
    waiting: 400,
    /** A line left at the page's foot, over all columns: levelling may still take it up. */
    foot: 4,
  },
} as const;

export const thresholds = {
  /** Fewer lines of text than this beside a float are thin text. */
  thinTextLines: 3,
  /** Text should be as tall as this for each column its headline covers. */
  minTextLines: 4,
  /** No reader follows columns taller than this under one headline. */
  towerLines: 44,
  /** Fewer lines of text than this under a headline are no part worth printing before a jump. */
  minPartLines: 4,
  /** So many lines of a page may stay free below a part of a story, if it has a forbidden break without that. */
  freeLines: 3,
  /** A story grows only while its filling costs no more than this, which is less than an empty line in a column. */
  growthCost: 40,
  /** A page that is short by more lines than this is left open at its foot: so much added space would look worse. */
  maxStretch: 10,
  /** So few lines on a page that was opened for them are better cut than printed. */
  shortRest: 10,
} as const;
