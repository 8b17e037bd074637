// What scripts add to pages that are readable without them.
import "./lit";
