/** A press's profile as it was packed when the program was bundled. */
export interface PackedOnce {
  /** Of the profile's bytes. */
  readonly sha256: string;
  /** How its bytes were foretold before they were packed, in the words of a stream's dictionary. */
  readonly predictor: Readonly<Record<string, number>>;
  readonly base64: string;
}

/** None in the sources; the bundle has those of the templates that come with the program (scripts/bundle.js). */
export const packedProfiles: readonly PackedOnce[] = [];
