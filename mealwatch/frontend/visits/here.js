// What every screen of a visit reaches: {draft, body, pack, change, flush}, from VisitScreen down.
import { createContext } from "preact";
import { useContext } from "preact/hooks";

export const Here = createContext(null);
export const useHere = () => useContext(Here);
