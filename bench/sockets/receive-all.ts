import type { Dealer, Router } from 'zeromq';

/** Hands over every message until the socket is closed. */
export async function receiveAll(
  socket: Dealer | Router,
  onMessage: (frames: readonly Buffer[]) => void,
): Promise<void> {
  while (!socket.closed) {
    let frames: Buffer[];
    try {
      frames = await socket.receive();
    } catch (error) {
      if (socket.closed) return;
      throw error;
    }
    onMessage(frames);
  }
}
