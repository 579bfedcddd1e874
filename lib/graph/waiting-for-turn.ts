/** The code in a step's `error` while it waits for its turn under a rate limit: no failure, and no try was made. */
export const WAITING_FOR_TURN = "WaitingForTurn";
