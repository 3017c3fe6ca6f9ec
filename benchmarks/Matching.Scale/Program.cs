using Matching.Scale;

int persons = args.Length > 0 ? int.Parse(args[0]) : 1_000_000;
int rounds = args.Length > 1 ? int.Parse(args[1]) : 15;
var table = new KernelTable(persons);
table.Run(rounds);
