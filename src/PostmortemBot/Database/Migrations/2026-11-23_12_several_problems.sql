-- One incident may have several things to explain: any number of causes may be at the top of the graph.
drop index one_top_event;
