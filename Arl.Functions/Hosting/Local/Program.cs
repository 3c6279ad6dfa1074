return await Arl.Functions.Hosting.Local.LocalProgram.Run(args);
