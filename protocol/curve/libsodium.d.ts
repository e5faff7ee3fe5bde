/** libsodium compiled to WebAssembly, without wrappers. It brings no types of its own. */
declare module 'libsodium' {
  export interface Libsodium {
    /** Its memory: another view whenever that has grown. */
    readonly HEAPU8: Uint8Array;
    _malloc(bytes: number): number;
    _free(at: number): void;
    _sodium_init(): number;
    _crypto_box_easy_afternm: BoxCall;
    _crypto_box_open_easy_afternm: BoxCall;
  }

  /** Lengths are 64 bits in two halves, the lower first; content and box may lie in the same place. 0: it went well. */
  type BoxCall = (to: number, from: number, low: number, high: number, nonce: number, key: number) => number;

  export default function open(options: { readonly getRandomValue: () => number }): Promise<Libsodium>;
}
