Console.WriteLine("The local host comes here.");
