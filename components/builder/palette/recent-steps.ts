import { recentList } from "../recent";

/** The last step types that were added. */
export const recentSteps = recentList("hookline.recent-steps", 3);
