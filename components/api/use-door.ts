"use client";
/** Doors on TanStack Query: the door and its input are the cache key, and errors are DoorError. */
import {
  type UseMutationResult,
  type UseQueryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import type { z } from "zod";
import { callDoor, type DoorInput } from "@/lib/contracts/call";
import type { Door } from "@/lib/contracts/door";

type Answer<D extends Door> = z.output<D["response"]>;
type Options<D extends Door> = Omit<UseQueryOptions<Answer<D>, Error>, "queryKey" | "queryFn">;

export const doorKey = (door: Door, input: object) => [door.method, door.path, input];

export const useDoorQuery = <D extends Door>(door: D, input: DoorInput<D>, options: Options<D> = {}) =>
  useQuery<Answer<D>, Error>({
    queryKey: doorKey(door, input),
    queryFn: ({ signal }) => callDoor(door, input, { signal }),
    ...options,
  });

/** After it has changed something, everything on the page is asked for again. */
export function useDoorMutation<D extends Door>(door: D): UseMutationResult<Answer<D>, Error, DoorInput<D>> {
  const queries = useQueryClient();
  return useMutation<Answer<D>, Error, DoorInput<D>>({
    mutationFn: (input) => callDoor(door, input),
    onSuccess: () => queries.invalidateQueries(),
  });
}
