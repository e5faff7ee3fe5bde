/** Where a ROUTER is, and its CURVE key in Z85. */
export interface Address {
  readonly address: string;
  readonly serverKey: string;
}
