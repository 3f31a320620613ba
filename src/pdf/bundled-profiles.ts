/** An ICC profile that was compressed at build time, more thoroughly than a run has time for. */
export interface BundledProfile {
  /** Of the profile's bytes. */
  readonly sha256: string;
  /** The `DecodeParms` of the stream. */
  readonly predictor: Readonly<Record<string, number>>;
  readonly base64: string;
}

/**
 * The profiles of the program's own templates. Empty when run from the sources; scripts/bundle.js replaces this file, which is
 * why it is one of its own.
 */
export const bundledProfiles: readonly BundledProfile[] = [];
