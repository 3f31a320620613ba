/** An ICC profile that was compressed at build time, more thoroughly than a run has time for. */
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
