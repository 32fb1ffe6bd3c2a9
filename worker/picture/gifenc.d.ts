/** gifenc 1.0.3 comes without types: the part of it that `gif.ts` uses. */
declare module 'gifenc/dist/gifenc.esm.js' {
  export interface FrameOptions {
    palette?: number[][]; // the global colour table; needed with the first frame
    transparent?: boolean;
    transparentIndex?: number;
    delay?: number; // ms, rounded to hundredths of a second
    repeat?: number; // 0 is for ever
    dispose?: number; // 1 leaves the frame, 2 clears it
    colorDepth?: number; // bits of an index
  }
  export function GIFEncoder(options?: {
    initialCapacity?: number;
    auto?: boolean; // false: a frame alone, without a file around it
  }): {
    writeFrame(indices: Uint8Array, width: number, height: number, options: FrameOptions): void;
    finish(): void;
    bytes(): Uint8Array;
    bytesView(): Uint8Array; // not a copy
  };
}
