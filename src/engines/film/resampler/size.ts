/** Width and height in pixels; both even, as 4:2:0 chroma wants. */
export interface Size {
  width: number;
  height: number;
}
