// What the portal's forms do beyond the design's: nothing typed is lost, and files are looked at before they are sent.
import { keepUnsent } from "./unsent.js";
import { lookAtFiles } from "./files.js";

keepUnsent();
lookAtFiles();
