/** What is used of libheif-js, which has no types for this entry. */
declare module 'libheif-js/wasm-bundle.js' {
  interface HeifImage {
    readonly get_width: () => number;
    readonly get_height: () => number;
    readonly has_alpha_channel: () => boolean;
    readonly is_primary: () => boolean;
    /** Fills the pixels, upright, four bytes each; passes null if the data are damaged. */
    readonly display: (
      target: { data: Uint8ClampedArray; width: number; height: number },
      done: (target: { data: Uint8ClampedArray } | null) => void,
    ) => void;
    readonly free: () => void;
  }
  const libheif: { readonly HeifDecoder: new () => { readonly decode: (file: Uint8Array) => HeifImage[] } };
  export default libheif;
}
