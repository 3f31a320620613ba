/** An ICC profile that was compressed at build time, where thorough compression may take its time. */
export interface BundledProfile {
  /** Of the profile's bytes. */
  readonly sha256: string;
  /** The `DecodeParms` of the stream. */
  readonly predictor: Readonly<Record<string, number>>;
  readonly base64: string;
}

/**
 * The profiles of the bundled templates; empty when run from the sources. It is a module of its own because scripts/bundle.js
 * replaces it.
 */
export const bundledProfiles: readonly BundledProfile[] = [];
