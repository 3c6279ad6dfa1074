Console.WriteLine("The benchmarks come here.");
