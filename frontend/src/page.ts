// What scripts add to pages that are readable without them.
import "./lit";
import "./kinds";
import "./sentence";
import "./keys";
import "./lists";
import "./spans";
